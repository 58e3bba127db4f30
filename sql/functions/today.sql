-- The date people in this zone see on the wall.
create or replace function duty.today(p_zone text) returns date
language sql stable as $$
    select (duty.now() at time zone p_zone)::date
$$;
grant execute on function duty.today(text) to duty_app, duty_jobs, duty_guard;
