-- The kinds of points, in the order in which people read them.
create or replace function duty.point_kinds() returns text[]
language sql immutable as $$
    select array['night', 'weekend', 'holiday', 'tet', 'day', 'travel', 'call']
$$;
grant execute on function duty.point_kinds() to duty_app, duty_guard;
