-- Absences and hearings that keep somebody from a shift: at the same time, too far away to be in
-- time, or in the morning after a night duty. Null: none. found and needed: minutes; for release,
-- minutes of the day. A provider asks it of colleagues, whose hearings are not theirs to see: hence the
-- rights of duty_guard.
create or replace function duty.barrier_busy(p_shift bigint, p_provider bigint) returns jsonb
language plpgsql stable security definer set search_path = duty, pg_temp as $$
begin
    return (
        with x as (
            select s.*, d.place_id, c.zone as here, lower(r.period) as month,
                rule_value('roster.night_release_until_min', lower(r.period)) as release
            from shift s
            join roster r on r.center_id = s.center_id and r.roster_id = s.roster_id
            join duty_post d on d.center_id = s.center_id and d.post_id = s.post_id
            join center c on c.center_id = s.center_id
            where s.center_id = current_center() and s.shift_id = p_shift
        ), busy as (
            select a.during, 'absence' as why, a.absence_id::text as ref, null::bigint as place_id
            from absence a join x on a.during && x.during
            where a.center_id = current_center() and a.provider_id = p_provider
                and a.state = 'approved'
            union all
            select h.during, 'hearing', h.hearing_id::text,
                case when h.mode <> 'online' then o.place_id end
            from x
            join appearance a on a.center_id = x.center_id and a.provider_id = p_provider
                and a.state in ('assigned', 'clash')
            join hearing h on h.center_id = a.center_id and h.hearing_id = a.hearing_id
                and h.state = 'scheduled' and h.starts between x.starts - interval '3 days'
                    and x.ends + interval '3 days'
            join legal_case l on l.center_id = h.center_id and l.case_id = h.case_id
            join org_unit o on o.center_id = l.center_id and o.org_id = l.court_id
        ), asked as (
            select b.*, t.gap, t.way, x.release,
                extract(epoch from (lower(b.during) at time zone x.here)
                    - date_trunc('day', lower(b.during) at time zone x.here)) / 60 as court_min,
                case when b.during && x.during then b.why
                    when b.why = 'hearing' and t.gap < t.way then 'travel'
                    when b.why = 'hearing' and x.is_night and lower(b.during) >= upper(x.during)
                        and lower(b.during) < (date_trunc('day', x.ends)
                            + make_interval(mins => x.release)) at time zone x.here then 'release'
                end as rule
            from x cross join busy b
            cross join lateral (select
                extract(epoch from case when lower(b.during) >= upper(x.during)
                    then lower(b.during) - upper(x.during)
                    else lower(x.during) - upper(b.during) end) / 60 as gap,
                travel_minutes(x.place_id, b.place_id, x.month) as way) t)
        select jsonb_strip_nulls(jsonb_build_object('rule', rule, 'ref', ref,
            'start', wall(lower(during) at time zone (select here from x)),
            'found', case rule when 'travel' then gap::integer when 'release' then court_min::integer end,
            'needed', case rule when 'travel' then way when 'release' then release end))
        from asked where rule is not null
        order by array_position(array['absence', 'hearing', 'travel', 'release'], rule),
            lower(during) desc limit 1);
end $$;
alter function duty.barrier_busy(bigint, bigint) owner to duty_guard;
grant execute on function duty.barrier_busy(bigint, bigint) to duty_app;
