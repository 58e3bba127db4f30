-- Duties of a roster's draft, not yet over, that a hard rule forbids by now: an absence approved or a
-- hearing fixed after the edit, papers that ended, rest too short after a swap. is_refused: it stops
-- the publication; the rest are the Centre's own rules and shown, unless overruled in writing.
create or replace function duty.publish_barred(p_roster_id bigint) returns jsonb
language sql stable set search_path = duty, pg_temp as $$
    select coalesce(jsonb_agg(jsonb_build_object('shift_id', s.shift_id,
        'provider_id', f.provider_id, 'name', t.name, 'post', d.name, 'role', s.role,
        'starts', wall(s.starts), 'ends', wall(s.ends), 'rule', b.rule,
        'is_refused', r.is_refused) order by not r.is_refused, s.starts, t.name), '[]')
    from roster_diff(p_roster_id) f
    join shift s on s.center_id = current_center() and s.shift_id = f.shift_id
    join duty_post d on d.center_id = s.center_id and d.post_id = s.post_id
    join staff() t on t.provider_id = f.provider_id
    cross join lateral (select duty_barrier(s.shift_id, f.provider_id) as rule) b
    cross join lateral (select b.rule in ('absence', 'hearing', 'overlap', 'class', 'credential',
        'conflict') as is_refused) r
    where f.change <> 'removed' and upper(s.during) > duty.now()
        and (r.is_refused or (b.rule is not null and not f.reason ? 'overruled'))
$$;
grant execute on function duty.publish_barred(bigint) to duty_app;
