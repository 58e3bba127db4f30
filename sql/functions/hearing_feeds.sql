-- The calendars a change of a hearing shows in. A list of thousands (p_batch) touches each calendar
-- once in its transaction: its row would otherwise get a new version for every line.
create or replace function duty.hearing_feeds(p_was bigint[], p_state jsonb, p_batch bigint) returns void
language plpgsql set search_path = duty, pg_temp as $$
declare
    v_all bigint[] := p_was || array(select jsonb_array_elements_text(p_state -> 'providers')::bigint);
begin
    if p_batch is not null then
        v_all := array(select provider_id from feed where center_id = current_center()
            and provider_id = any (v_all) and touched_by is distinct from pg_current_xact_id());
    end if;
    if v_all <> '{}' then
        perform feed_touch(v_all);
    end if;
end $$;
grant execute on function duty.hearing_feeds(bigint[], jsonb, bigint) to duty_app;
