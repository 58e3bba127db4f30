-- The page on which what a row of the record tells of can be seen; null where there is none.
create or replace function duty.history_link(p_entity text, p_id text, p_data jsonb) returns text
language sql immutable as $$
    select case p_entity
        when 'roster' then '/roster?month=' || (p_data ->> 'month')
        when 'hearing' then '/hearings/' || p_id
        when 'case' then '/cases/' || p_id
        when 'swap' then '/swaps/' || p_id
        when 'org' then '/organisations/' || p_id
        when 'provider' then '/people/' || p_id
        when 'absence' then '/absences/' || p_id
        when 'assignment' then '/duties/' || p_id || '/why'
        when 'duty_post' then '/demand'
        when 'demand_rule' then '/demand'
        when 'center_day' then '/calendar'
        when 'source' then '/sources'
        when 'list' then '/lists/' || p_id
        when 'import_batch' then '/hearings/import/' || p_id end
$$;
grant execute on function duty.history_link(text, text, jsonb) to duty_app;
