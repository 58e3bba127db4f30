-- Whether somebody is busy in an own calendar at some moment of this time.
create or replace function duty.busy_during(p_provider bigint, p_during tstzrange) returns boolean
language sql stable set search_path = duty, pg_temp as $$
    select exists (select from busy_time where center_id = current_center()
        and provider_id = p_provider and during && p_during)
$$;
grant execute on function duty.busy_during(bigint, tstzrange) to duty_app, duty_guard;
