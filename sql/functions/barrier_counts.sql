-- The maxima of the duty day, the ISO week and the month that a shift would break; a person's own
-- come before the Centre's. Null: none. found: the duties they have; needed: the most allowed.
create or replace function duty.barrier_counts(p_shift bigint, p_provider bigint, p_others duty.shift[])
    returns jsonb
language plpgsql stable set search_path = duty, pg_temp as $$
begin
    return (
        select jsonb_build_object('rule', m.rule, 'found', m.n, 'needed', m.most)
        from shift s
        join roster r on r.center_id = s.center_id and r.roster_id = s.roster_id
        join provider p on p.center_id = s.center_id and p.provider_id = p_provider
        cross join lateral (
            select count(*) filter (where o.duty_day = s.duty_day)::integer as of_day,
                count(*) filter (where date_trunc('week', o.duty_day)
                    = date_trunc('week', s.duty_day))::integer as of_week,
                count(*) filter (where date_trunc('month', o.duty_day)
                    = date_trunc('month', s.duty_day))::integer as of_month
            from unnest(p_others) o) n
        cross join lateral (values
            (1, 'day', n.of_day, rule_value('roster.max_duties_per_day', lower(r.period))),
            (2, 'week', n.of_week, coalesce(p.max_per_week,
                rule_value('roster.max_duties_per_week', lower(r.period)))),
            (3, 'month', n.of_month, coalesce(p.max_per_month,
                rule_value('roster.max_duties_per_month', lower(r.period)))))
            m(i, rule, n, most)
        where s.center_id = current_center() and s.shift_id = p_shift and m.n >= m.most
        order by m.i limit 1);
end $$;
grant execute on function duty.barrier_counts(bigint, bigint, duty.shift[]) to duty_app;
