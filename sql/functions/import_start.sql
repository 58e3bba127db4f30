-- Before a list is read: what is known of how its court writes them.
create or replace function duty.import_start(p_court_id text) returns jsonb
language plpgsql stable set search_path = duty, pg_temp as $$
begin
    return import_options(case when current_actor() = 'clerk' then current_org()
        else arg_int('court_id', p_court_id) end);
end $$;
grant execute on function duty.import_start(text) to duty_app;
