-- One shift for who plans: who stands it, why, and who could instead. p_ranking: the engine's answer
-- about it (mode rank), {} when there is none.
create or replace function duty.page_substitutes(p_shift text, p_instead text, p_ranking jsonb)
    returns jsonb
language plpgsql stable set search_path = duty, pg_temp as $$
declare
    v_shift constant bigint := arg_int('shift', p_shift, true);
    v_instead constant bigint := substitutes_instead(v_shift, arg_int('instead', p_instead));
    v_roster roster;
begin
    select r.* into v_roster
        from shift s join roster r on r.center_id = s.center_id and r.roster_id = s.roster_id
        where s.center_id = current_center() and s.shift_id = v_shift;
    return (
        with there as materialized (
            select d.provider_id, d.is_pinned, t.name, t.phone
            from draft_rows(v_roster.roster_id) d join staff() t using (provider_id)
            where d.shift_id = v_shift)
        select jsonb_build_object('shift_id', v_shift, 'post', d.name, 'kind', d.kind,
            'role', s.role, 'starts', wall(s.starts), 'ends', wall(s.ends), 'needed', s.needed,
            'month', to_char(s.duty_day, 'YYYY-MM'), 'version', v_roster.draft_version,
            'is_over', v_roster.version > 0 and upper(s.during) <= duty.now(),
            'people', (select coalesce(jsonb_agg(to_jsonb(h) || jsonb_build_object(
                'is_chosen', h.provider_id = v_instead) order by h.name), '[]') from there h),
            'empty', nullif(greatest(0, s.needed - (select count(*) from there)), 0),
            'instead', (select to_jsonb(h) from there h where h.provider_id = v_instead),
            'is_ranked', p_ranking ? 'substitutes', 'eligible', p_ranking -> 'eligible',
            'ranked', substitutes_ranked(v_shift, p_ranking),
            'excluded', (
                select coalesce(jsonb_agg(barrier_words(v_shift, x)
                    || jsonb_build_object('name', t.name) order by t.name collate "vi-x-icu"), '[]')
                from jsonb_array_elements(p_ranking -> 'excluded') x
                join staff() t on t.provider_id = (x ->> 'provider')::bigint
                where t.is_here and t.provider_id is distinct from v_instead),
            'options', jsonb_build_object('provider_id', (
                select coalesce(jsonb_agg(jsonb_build_object('value', t.provider_id::text,
                    'name', t.name) order by t.name collate "vi-x-icu"), '[]')
                from staff() t
                where t.is_here and t.provider_id not in (select provider_id from there))),
            'form', jsonb_build_object('provider_id', '', 'overruling', ''),
            'pending', (select nullif(count(*), 0) from roster_diff(v_roster.roster_id)
                where v_roster.drafted_at is not null and change <> 'kept'),
            'can_publish', may('roster.publish'),
            'why', roster_why(v_roster.roster_id, v_shift))
        from shift s
        join duty_post d on d.center_id = s.center_id and d.post_id = s.post_id
        where s.center_id = current_center() and s.shift_id = v_shift);
end $$;
grant execute on function duty.page_substitutes(text, text, jsonb) to duty_app;
