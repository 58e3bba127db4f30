-- What the engine's solution changes in a draft, as draft_apply takes it: pinned rows stay, all else
-- is as the solution says. p_keep: who stands where they stood keeps the reason of then. The next
-- three in line are kept with their names, as the page shows them.
create or replace function duty.draft_solution(
    p_roster_id bigint, p_solution jsonb, p_keep boolean) returns jsonb
language plpgsql stable set search_path = duty, pg_temp as $$
declare
    v_unknown jsonb;
begin
    select x.a into v_unknown
        from jsonb_array_elements(p_solution -> 'assignments') x(a)
        left join shift s on s.center_id = current_center() and s.roster_id = p_roster_id
            and s.shift_id = (x.a ->> 'shift')::bigint and s.needed > 0
        left join provider p on p.center_id = current_center()
            and p.provider_id = (x.a ->> 'provider')::bigint
        where s.shift_id is null or p.provider_id is null limit 1;
    if found then
        perform fail('error.roster.solution', p_field => 'solution',
            p_value => format('%s/%s', v_unknown ->> 'shift', v_unknown ->> 'provider'));
    end if;
    return (
        with now as materialized (
            select * from draft_rows(p_roster_id)
        ), solved as materialized (
            select (a ->> 'shift')::bigint as shift_id, (a ->> 'provider')::bigint as provider_id,
                coalesce(a -> 'reason', '{}') || jsonb_build_object('next', (
                    select coalesce(jsonb_agg(x || jsonb_build_object('name', t.name) order by i),
                        '[]')
                    from jsonb_array_elements(a -> 'reason' -> 'next') with ordinality e(x, i)
                    join staff() t on t.provider_id = (x ->> 'provider')::bigint
                    where i <= 3)) as reason
            from jsonb_array_elements(p_solution -> 'assignments') a
        ), merged as (
            select shift_id, provider_id, n.is_pinned, n.reason as old, v.reason as new,
                n.shift_id is not null as was, v.shift_id is not null as will
            from now n full join solved v using (shift_id, provider_id))
        select jsonb_build_object(
            'removed', coalesce(jsonb_agg(jsonb_build_object('shift', shift_id,
                    'provider', provider_id) order by shift_id, provider_id)
                filter (where was and not is_pinned and not (will and kept)), '[]'),
            'added', coalesce(jsonb_agg(jsonb_build_object('shift', shift_id,
                    'provider', provider_id, 'pinned', false, 'reason', new)
                    order by shift_id, provider_id)
                filter (where will and not coalesce(is_pinned, false) and not (was and kept)), '[]'))
        from merged
        cross join lateral (select p_keep or new ->> 'decided' = 'pinned' or old = new as kept) k);
end $$;
grant execute on function duty.draft_solution(bigint, jsonb, boolean) to duty_app;
