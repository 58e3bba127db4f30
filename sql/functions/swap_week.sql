-- The week of a duty in the life of whoever might take it: their own duties and hearings of that
-- week in order, this one among them, and what it does to their points of its kind.
create or replace function duty.swap_week(p_provider bigint, p_assignment_id bigint) returns jsonb
language plpgsql stable set search_path = duty, pg_temp as $$
declare
    v_shift constant shift := assignment_shift(p_assignment_id);
    v_monday constant timestamp := date_trunc('week', v_shift.duty_day);
begin
    return jsonb_build_object('adds', v_shift.points, 'kind', v_shift.point_kind,
        'points', (select coalesce(sum(points), 0) from ledger_month where center_id = v_shift.center_id
            and provider_id = p_provider and point_kind = v_shift.point_kind),
        'items', (
            select jsonb_agg(jsonb_build_object('starts', wall(x.starts), 'ends', wall(x.ends),
                'what', x.what, 'role', x.role, 'is_this', x.is_this) order by x.starts)
            from (select s.starts, s.ends, d.name::text as what, s.role,
                      s.shift_id = v_shift.shift_id as is_this
                  from shift s
                  join duty_post d on d.center_id = s.center_id and d.post_id = s.post_id
                  where s.center_id = v_shift.center_id and s.starts >= v_monday - interval '1 day'
                      and s.starts < v_monday + interval '8 days'
                      and (s.shift_id = v_shift.shift_id or exists (select from assignment a
                          where a.center_id = s.center_id and a.shift_id = s.shift_id
                              and a.provider_id = p_provider and a.state = 'published'))
                  union all
                  select h.starts, h.ends, o.name || ', ' || l.code, null, false
                  from appearance a
                  join hearing h on h.center_id = a.center_id and h.hearing_id = a.hearing_id
                      and h.state = 'scheduled'
                  join legal_case l on l.center_id = h.center_id and l.case_id = h.case_id
                  join org_unit o on o.center_id = l.center_id and o.org_id = l.court_id
                  where a.center_id = v_shift.center_id and a.provider_id = p_provider
                      and a.state <> 'released' and h.starts >= v_monday
                      and h.starts < v_monday + interval '7 days') x));
end $$;
grant execute on function duty.swap_week(bigint, bigint) to duty_app;
