-- The weekly rest that a shift would break: in each week from Monday to Sunday that it touches, the
-- longest stretch left free of duties must be long enough (Labour Code art. 111). Null: it is.
-- found and needed: minutes.
create or replace function duty.barrier_weekly_rest(p_shift bigint, p_others duty.shift[]) returns jsonb
language plpgsql stable set search_path = duty, pg_temp as $$
begin
    return (
        with x as (
            select s.starts, s.ends, upper(r.period) as until,
                rule_value('roster.weekly_rest_min', lower(r.period)) as rest
            from shift s
            join roster r on r.center_id = s.center_id and r.roster_id = s.roster_id
            where s.center_id = current_center() and s.shift_id = p_shift
        ), duties as materialized (
            select o.starts, o.ends from unnest(p_others) o
            union all select starts, ends from x
        ), weeks as (
            select x.rest, w as monday, w + interval '1 week' as till
            from x cross join generate_series(date_trunc('week', x.starts),
                least(x.ends, x.until) - interval '1 minute', interval '1 week') w
        ), free as (
            select w.monday, w.rest, g.next - greatest(w.monday, max(g.ends) over (
                partition by w.monday order by g.next
                rows between unbounded preceding and 1 preceding)) as stretch
            from weeks w
            cross join lateral (
                select d.starts as next, d.ends from duties d
                where d.starts < w.till and d.ends > w.monday
                union all select w.till, w.till) g)
        select jsonb_build_object('rule', 'weekly_rest', 'needed', f.rest,
            'found', greatest(0, extract(epoch from max(f.stretch)))::integer / 60)
        from free f group by f.monday, f.rest
        having max(f.stretch) < make_interval(mins => f.rest)
        order by f.monday limit 1);
end $$;
grant execute on function duty.barrier_weekly_rest(bigint, duty.shift[]) to duty_app;
