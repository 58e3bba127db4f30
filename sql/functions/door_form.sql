-- The form of a new hearing at a court's door: the clerks' own, of that court alone, and without the
-- choice of who appears. after: the one just saved, whose date, room and judge stay.
create or replace function duty.door_form(p_after text) returns jsonb
language sql stable set search_path = duty, pg_temp as $$
    select door_head() || hearing_form('', '', '', '', '', p_after) #- '{options,provider_id}'
$$;
grant execute on function duty.door_form(text) to duty_app;
