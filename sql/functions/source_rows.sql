-- Calendar addresses with all that is known of their visits, those in trouble first; p_source_id null:
-- all of the Centre. An address that never gave anything is in trouble from its first failure; one
-- that did, after so many hours (rule source.failing_hours).
create or replace function duty.source_rows(p_source_id bigint default null) returns jsonb
language plpgsql stable set search_path = duty, pg_temp as $$
declare
    v_zone constant text := (select zone from center where center_id = current_center());
    v_long constant interval := make_interval(hours => rule_value('source.failing_hours'));
begin
    return (
        select coalesce(jsonb_agg(jsonb_build_object('source_id', s.source_id, 'org_id', s.org_id,
            'org', o.name, 'shown', s.shown, 'by', n.full_name,
            'changed_at', wall(s.changed_at at time zone v_zone),
            'answer', s.answer, 'status', s.status,
            'reason', case when s.reason ->> 'key' <> 'intake.error.format' then s.reason end,
            'is_new', s.tried_at is null, 'is_good', s.failures = 0 and s.tried_at is not null,
            'is_asked', s.lease is not null and s.lease_until > duty.now(),
            'is_failing', x.is_failing,
            'failures', nullif(s.failures, 0),
            'failing_since', wall(s.failing_since at time zone v_zone),
            'tried_at', wall(s.tried_at at time zone v_zone),
            'good_at', wall(s.good_at at time zone v_zone),
            'next_at', wall(s.next_at at time zone v_zone),
            'brought', s.brought, 'batch_id', s.batch_id,
            'has_bad', coalesce((s.brought ->> 'bad')::integer > 0, false),
            'has_conflict', coalesce((s.brought ->> 'conflict')::integer > 0, false))
            order by x.is_failing desc, s.failures > 0 desc, o.name collate "vi-x-icu", s.source_id),
            '[]')
        from calendar_source s
        join org_unit o using (center_id, org_id)
        join account a on a.center_id = s.center_id and a.account_id = s.account_id
        join person n on n.center_id = a.center_id and n.person_id = a.person_id
        cross join lateral (select coalesce(s.failing_since < duty.now() - v_long
            or s.good_at is null and s.failures > 0, false) as is_failing) x
        where s.center_id = current_center() and s.ended_at is null
            and s.source_id = coalesce(p_source_id, s.source_id));
end $$;
grant execute on function duty.source_rows(bigint) to duty_app;
