-- The rows that rule on a kind on a day, those that are asked first before the others: the Centre's, then
-- the shipped ones for what none of them is about.
create or replace function duty.policy_rows(p_key text, p_day date) returns jsonb
language sql stable set search_path = duty, pg_temp as $$
    with own as (
        select * from notice_policy
        where center_id = current_center() and template = p_key and valid @> p_day
    ), rows as (
        select * from own
        union all
        select current_center(), null, d.*, null from notice_default d
        where d.template = p_key and d.valid @> p_day and not exists (select from own o
            where coalesce(o.role = d.role, o.role is null) and coalesce(o.severity = d.severity,
                o.severity is null) and coalesce(o.lead_minutes >= d.lead_minutes, o.lead_minutes is null)))
    select coalesce(jsonb_agg(jsonb_build_object('policy_id', r.policy_id, 'key', r.template,
        'is_own', r.policy_id is not null, 'role', r.role, 'severity', r.severity,
        'lead_hours', r.lead_minutes / 60.0, 'way', policy_way(r.channels, r.is_together),
        'language', r.language, 'is_confirmed', r.is_confirmed,
        'chase', array_to_string(array(select trim_scale(c / 60.0) from unnest(r.chase_minutes) c), ', '),
        'climb', trim_scale(r.climb_minutes / 60.0), 'unknown', r.unknown, 'priority', r.priority,
        'bypasses_quiet', r.bypasses_quiet, 'is_bundled', r.is_bundled,
        'is_optional', r.is_optional, 'legal_basis', r.legal_basis, 'from', lower(r.valid),
        'until', upper(r.valid) - 1)
        order by r.policy_id is null, r.role nulls first, r.severity nulls first, r.lead_minutes nulls first), '[]')
    from rows r
$$;
grant execute on function duty.policy_rows(text, date) to duty_app;
