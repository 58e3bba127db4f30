-- Before a large batch: plans made when the tables were small would read them from end to end for
-- every row, and the statistics cannot know yet what this very transaction adds.
create or replace function duty.import_plans(p_batch_id bigint) returns void
language plpgsql set search_path = duty, pg_temp as $$
begin
    if (select count(*) from import_row
            where center_id = current_center() and batch_id = p_batch_id) > 500 then
        execute 'discard plans';
    end if;
end $$;
grant execute on function duty.import_plans(bigint) to duty_app;
