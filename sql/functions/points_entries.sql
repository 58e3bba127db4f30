-- One account's entries of a span of days, newest first, each with what it traces to: its duty, or
-- the reason of a correction. What was taken back shows both entries.
create or replace function duty.points_entries(p_provider bigint, p_from date, p_to date)
    returns jsonb
language sql stable set search_path = duty, pg_temp as $$
    select coalesce(jsonb_agg(jsonb_build_object('entry_id', e.entry_id, 'day', e.on_day,
        'cause', e.cause, 'kind', e.point_kind, 'points', e.points, 'reason', nullif(e.reason, ''),
        'reverses', e.reverses, 'is_back', e.reverses is not null, 'is_gone', b.entry_id is not null,
        'by', case when e.cause in ('correction', 'opening') then n.full_name end,
        'duty', case when s.shift_id is not null then jsonb_build_object('shift_id', s.shift_id,
            'assignment_id', a.assignment_id,
            'month', to_char(lower(r.period), 'YYYY-MM'), 'post', d.name, 'kind', d.kind,
            'role', s.role, 'starts', wall(s.starts), 'ends', wall(s.ends)) end)
        order by e.on_day desc, e.entry_id desc), '[]')
    from ledger_entry e
    left join ledger_entry b on b.center_id = e.center_id and b.reverses = e.entry_id
    left join assignment a on a.center_id = e.center_id and a.assignment_id = e.assignment_id
    left join shift s on s.center_id = a.center_id and s.shift_id = a.shift_id
    left join roster r on r.center_id = s.center_id and r.roster_id = s.roster_id
    left join duty_post d on d.center_id = s.center_id and d.post_id = s.post_id
    left join account k on k.center_id = e.center_id and k.account_id = e.made_by
    left join person n on n.center_id = k.center_id and n.person_id = k.person_id
    where e.center_id = current_center() and e.provider_id = p_provider
        and e.on_day >= p_from and e.on_day < p_to
$$;
grant execute on function duty.points_entries(bigint, date, date) to duty_app;
