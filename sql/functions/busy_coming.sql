-- When somebody is busy in own calendars from now on, as far as wishes reach (rule wish.months_ahead):
-- [{from, to}] as wall times, the next 500. All that anybody but the parser ever learns of these
-- calendars.
create or replace function duty.busy_coming(p_provider bigint) returns jsonb
language sql stable set search_path = duty, pg_temp as $$
    select coalesce(jsonb_agg(jsonb_build_object('from', wall(lower(t.r) at time zone c.zone),
        'to', wall(upper(t.r) at time zone c.zone)) order by t.r), '[]')
    from center c cross join lateral (
        select unnest(range_agg(b.during)) as r from busy_time b
        where b.center_id = c.center_id and b.provider_id = p_provider
            and b.during && tstzrange(duty.now(), duty.now()
                + make_interval(months => (select rule_value('wish.months_ahead'))))
        limit 500) t -- range_agg gives them in order
    where c.center_id = current_center()
$$;
grant execute on function duty.busy_coming(bigint) to duty_app;
