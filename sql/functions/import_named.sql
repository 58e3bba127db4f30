-- A list's field as a hearing's versions name it (hearing_state).
create or replace function duty.import_named(p_field text) returns text
language sql immutable as $$
    select case p_field when 'case_code' then 'code' when 'court_id' then 'court' else p_field end
$$;
grant execute on function duty.import_named(text) to duty_app;
