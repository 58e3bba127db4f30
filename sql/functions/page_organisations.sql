-- The tree of organisations as it was or will be on a day, empty: today; and every succession.
create or replace function duty.page_organisations(p_on text) returns jsonb
language plpgsql stable set search_path = duty, pg_temp as $$
declare
    v_center constant bigint := current_center();
    v_on date := arg_date('on', p_on);
begin
    v_on := coalesce(v_on, (select duty.today(zone) from center where center_id = v_center));
    return jsonb_build_object('on', v_on, 'can_write', may('org.write'),
        'form', jsonb_build_object('kind', 'court', 'name', '', 'parent_id', '', 'on', v_on,
            'phone', '', 'email', ''),
        'options', jsonb_build_object('kind', options(org_kinds()), 'parent_id', org_options(v_on)),
        'units', (
            with recursive tree as (
                select o.*, 0 as depth, array[o.kind, o.name::text] as path
                from org_unit o
                where o.center_id = v_center and o.valid @> v_on and (o.parent_id is null
                    or not exists (select from org_unit p where p.center_id = o.center_id
                        and p.org_id = org_at(o.parent_id, v_on) and p.valid @> v_on))
                union all
                select o.*, t.depth + 1, t.path || array[o.kind, o.name::text]
                from tree t
                join org_unit o on o.center_id = v_center and o.valid @> v_on
                    and o.parent_id is not null and org_at(o.parent_id, v_on) = t.org_id
                    and o.org_id <> t.org_id)
            select coalesce(jsonb_agg(jsonb_build_object('org_id', org_id, 'kind', kind,
                'name', name, 'indent', nullif(repeat('— ', depth), ''),
                'since', lower(valid), 'last', upper(valid) - 1,
                'phone', phone, 'email', email) order by path), '[]')
            from tree),
        'successions', (
            select coalesce(jsonb_agg(jsonb_build_object('at', s.at, 'kind', s.kind,
                'from_id', f.org_id, 'from', f.name, 'to_id', t.org_id, 'to', t.name)
                order by s.at desc, f.name collate "vi-x-icu", t.org_id), '[]')
            from org_succession s
            join org_unit f on f.center_id = s.center_id and f.org_id = s.from_org
            join org_unit t on t.center_id = s.center_id and t.org_id = s.to_org
            where s.center_id = v_center));
end $$;
grant execute on function duty.page_organisations(text) to duty_app;
