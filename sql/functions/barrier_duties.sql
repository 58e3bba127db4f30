-- Other duties that keep somebody from a shift: too far away, court too soon after a night duty, at
-- the same time, too little rest between, or the paired duty. Null: none. found and needed: minutes.
create or replace function duty.barrier_duties(p_shift bigint, p_others duty.shift[]) returns jsonb
language plpgsql stable set search_path = duty, pg_temp as $$
begin
    return (
        with x as materialized ( -- its rules are asked for once
            select s.*, d.place_id, d.kind like 'court%' as is_court, lower(r.period) as month,
                rule_value('roster.rest_min', lower(r.period)) as rest,
                rule_value('roster.night_release_until_min', lower(r.period)) as release
            from shift s
            join roster r on r.center_id = s.center_id and r.roster_id = s.roster_id
            join duty_post d on d.center_id = s.center_id and d.post_id = s.post_id
            where s.center_id = current_center() and s.shift_id = p_shift
        ), two as (
            select o.shift_id, o.starts, x.rest, x.release,
                extract(epoch from case when x.starts < o.starts then lower(o.during) - upper(x.during)
                    else lower(x.during) - upper(o.during) end)::integer / 60 as gap,
                travel_minutes(x.place_id, d.place_id, x.month) as way,
                case when x.starts < o.starts then x.ends else o.ends end as ends_first,
                greatest(x.starts, o.starts) as starts_then,
                case when x.starts < o.starts then x.is_night and d.kind like 'court%'
                    else o.is_night and x.is_court end as is_court_after_night,
                o.post_id = x.post_id and o.starts = x.starts and o.ends = x.ends as is_pair
            from x
            cross join unnest(p_others) o
            join duty_post d on d.center_id = o.center_id and d.post_id = o.post_id
            where o.during && tstzrange(lower(x.during) - interval '3 days',
                upper(x.during) + interval '3 days') -- no way and no rest is longer
        ), asked as (
            select *, case when gap < 0 then 'overlap' when gap < rest then 'rest'
                when gap < way then 'travel'
                when is_court_after_night and starts_then >= ends_first
                    and starts_then < date_trunc('day', ends_first) + make_interval(mins => release)
                    then 'release'
                when is_pair then 'pair' end as rule
            from two)
        select jsonb_strip_nulls(jsonb_build_object('rule', rule, 'other_shift', shift_id,
            'start', wall(starts),
            'found', case when rule in ('rest', 'travel') then gap when rule = 'release'
                then extract(epoch from starts_then - date_trunc('day', starts_then))::integer / 60 end,
            'needed', case rule when 'rest' then rest when 'travel' then way
                when 'release' then release end))
        from asked where rule is not null
        order by array_position(array['travel', 'release', 'overlap', 'rest', 'pair'], rule),
            starts desc limit 1);
end $$;
grant execute on function duty.barrier_duties(bigint, duty.shift[]) to duty_app;
