-- The engine's `requests`: whoever is busy in an own calendar would rather not stand the shifts of
-- these hours (rule busy.weight, as a wish's weight). Soft: a shift nobody else can take is given.
create or replace function duty.busy_requests(p_roster_id bigint) returns jsonb
language sql stable set search_path = duty, pg_temp as $$
    select coalesce(jsonb_agg(distinct jsonb_build_object('shift', s.shift_id,
        'provider', b.provider_id, 'weight', -rule_value('busy.weight', lower(r.period)))), '[]')
    from roster r
    join shift s on s.center_id = r.center_id and s.roster_id = r.roster_id and s.needed > 0
    join busy_time b on b.center_id = s.center_id and b.during && s.during
    join provider p on p.center_id = b.center_id and p.provider_id = b.provider_id
        and daterange(p.first_day, p.last_day, '[]') && r.period
    where r.center_id = current_center() and r.roster_id = p_roster_id
$$;
grant execute on function duty.busy_requests(bigint) to duty_app;
