-- Why a code does not open now: too many wrong tries, and until when that lasts, in whole minutes.
create or replace function duty.door_closed(p_until timestamptz) returns jsonb
language sql stable as $$
    select jsonb_build_object('refused', 'error.door.closed', 'args', jsonb_build_object('minutes',
        ceil(extract(epoch from p_until - duty.now()) / 60)::integer))
$$;
grant execute on function duty.door_closed(timestamptz) to duty_guard;
