-- The hours people are written to: of working days and of days off.
create or replace function duty.policy_hours(p_day date) returns jsonb
language sql stable set search_path = duty, pg_temp as $$
    select jsonb_agg(jsonb_build_object('day_off', x.is_off, 'name', case when x.is_off then 'off' else 'work' end,
        'opens', to_char(coalesce(q.opens, time '00:00' + make_interval(mins => r.opens)), 'HH24:MI'),
        'closes', case when q.closes = '24:00' then '24:00' else
            to_char(coalesce(q.closes, time '00:00' + make_interval(mins => r.closes)), 'HH24:MI') end,
        'legal_basis', coalesce(q.legal_basis, r.legal_basis), 'is_own', q.quiet_id is not null)
        order by x.is_off)
    from (values (false, 'notice.day_'), (true, 'notice.off_')) x(is_off, key)
    left join quiet_hours q on q.center_id = current_center() and q.is_day_off = x.is_off
        and q.valid @> p_day
    cross join lateral (select rule_value(x.key || 'from_min', p_day) as opens,
        rule_value(x.key || 'until_min', p_day) as closes,
        (select legal_basis from rule where key = x.key || 'from_min' and valid @> p_day)) r
$$;
grant execute on function duty.policy_hours(date) to duty_app;
