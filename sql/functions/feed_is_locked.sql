-- Whether every account of a person is locked: then the calendar addresses are shut as well.
create or replace function duty.feed_is_locked(p_center bigint, p_person bigint) returns boolean
language sql stable security definer set search_path = duty, pg_temp as $$
    select coalesce(bool_and(locked_at is not null), false) from account
    where center_id = p_center and person_id = p_person
$$;
alter function duty.feed_is_locked(bigint, bigint) owner to duty_guard;
grant execute on function duty.feed_is_locked(bigint, bigint) to duty_jobs;
