-- The form that puts a hearing off at a court's door.
create or replace function duty.door_hearing(p_hearing_id text) returns jsonb
language sql stable set search_path = duty, pg_temp as $$
    select door_head() || hearing_adjourn_form(p_hearing_id, 'adjourned')
$$;
grant execute on function duty.door_hearing(text) to duty_app;
