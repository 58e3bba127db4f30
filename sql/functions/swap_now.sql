-- The published duties that run now, which can be handed over: one's own, for the coordinator all.
create or replace function duty.swap_now() returns jsonb
language sql stable set search_path = duty, pg_temp as $$
    select coalesce(jsonb_agg(swap_duty(a.assignment_id) || jsonb_build_object('name', t.name)
        order by s.starts, t.name collate "vi-x-icu"), '[]')
    from shift s
    join assignment a on a.center_id = s.center_id and a.shift_id = s.shift_id
        and a.state = 'published'
    join staff() t on t.provider_id = a.provider_id
    join center c on c.center_id = s.center_id
    where s.center_id = current_center() and s.during @> duty.now()
        and s.starts > duty.today(c.zone) - interval '2 days'
        and s.starts < duty.today(c.zone) + interval '1 day'
        and (may('swap.approve') or a.provider_id = current_provider())
$$;
grant execute on function duty.swap_now() to duty_app;
