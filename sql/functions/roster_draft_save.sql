-- Keeps the engine's solution as the month's draft: pinned rows stay, everything else is replaced.
-- How it was made stays with it: seed, budget, moves, engine, bound, and the SHA-256 of the problem.
-- The next three in line are kept with their names, as the page shows them. A collaborator may give
-- advice only (Law on Legal Aid 2017 art. 17): the hotline.
create or replace function duty.roster_draft_save(
    p_month text, p_seed text, p_problem_hash text, p_solution jsonb) returns jsonb
language plpgsql set search_path = duty, pg_temp as $$
declare
    v_center constant bigint := current_center();
    v_month constant date := arg_month('month', p_month, true);
    v_seed constant bigint := arg_int('seed', p_seed);
    v_hash constant hash_hex not null := p_problem_hash;
    v_roster bigint;
    v_unknown jsonb;
    v_counts jsonb;
begin
    perform write_lock();
    select roster_id into v_roster from roster
        where center_id = v_center and lower(period) = v_month for update;
    if not found then
        perform fail('error.not_found', 'DU404');
    end if;
    select x.a into v_unknown
        from jsonb_array_elements(p_solution -> 'assignments') x(a)
        left join shift s on s.center_id = v_center and s.roster_id = v_roster
            and s.shift_id = (x.a ->> 'shift')::bigint
        left join provider p on p.center_id = v_center
            and p.provider_id = (x.a ->> 'provider')::bigint
        left join duty_post d on d.center_id = v_center and d.post_id = s.post_id
        where s.shift_id is null or p.provider_id is null
            or (p.class = 'collaborator' and d.kind <> 'hotline') limit 1;
    if found then
        perform fail('error.roster.solution', p_field => 'solution',
            p_value => format('%s/%s', v_unknown ->> 'shift', v_unknown ->> 'provider'));
    end if;
    delete from draft_assignment
        where center_id = v_center and roster_id = v_roster and not is_pinned;
    insert into draft_assignment (center_id, roster_id, shift_id, provider_id, during, reason)
        select v_center, v_roster, s.shift_id, (a ->> 'provider')::bigint, s.during,
            coalesce(a -> 'reason', '{}') || jsonb_build_object('next', (
                select coalesce(jsonb_agg(x || jsonb_build_object('name', t.name) order by i), '[]')
                from jsonb_array_elements(a -> 'reason' -> 'next') with ordinality e(x, i)
                join staff() t on t.provider_id = (x ->> 'provider')::bigint
                where i <= 3))
        from jsonb_array_elements(p_solution -> 'assignments') a
        join shift s on s.center_id = v_center and s.shift_id = (a ->> 'shift')::bigint
        on conflict (center_id, shift_id, provider_id) do update set reason = excluded.reason;
    update roster set drafted_at = duty.now(),
            draft = p_solution - 'assignments'
                || jsonb_build_object('seed', v_seed, 'problem_hash', v_hash)
        where center_id = v_center and roster_id = v_roster;
    v_counts := jsonb_build_object(
        'assignments', (select count(*) from draft_assignment
            where center_id = v_center and roster_id = v_roster),
        'uncovered', jsonb_array_length(coalesce(p_solution -> 'uncovered', '[]')));
    perform audit_add('roster.draft', 'roster', v_roster::text,
        v_counts || jsonb_build_object('month', p_month, 'seed', v_seed));
    return v_counts;
end $$;
grant execute on function duty.roster_draft_save(text, text, text, jsonb) to duty_app;
