-- One organisation: since when and until when, whom it came from and who came after it, what it is
-- served by, and the changes an administrator can make.
create or replace function duty.page_organisation(p_org_id text) returns jsonb
language plpgsql stable set search_path = duty, pg_temp as $$
declare
    v_center constant bigint := current_center();
    v_org org_unit;
begin
    select * into v_org from org_unit
        where center_id = v_center and org_id = arg_int('org_id', p_org_id, true);
    if not found then
        perform fail('error.not_found', 'DU404');
    end if;
    return jsonb_build_object('org_id', v_org.org_id, 'name', v_org.name, 'kind', v_org.kind,
        'since', lower(v_org.valid), 'last', upper(v_org.valid) - 1, 'code', v_org.code,
        'phone', v_org.phone, 'email', v_org.email,
        'is_suppressed', suppressed(v_center, 'mail', v_org.email),
        'parent', (select jsonb_build_object('org_id', org_id, 'name', name) from org_unit
            where center_id = v_center and org_id = v_org.parent_id),
        'can_write', may('org.write'), 'can_change', may('org.write') and upper(v_org.valid) is null,
        'before', (
            select coalesce(jsonb_agg(jsonb_build_object('org_id', o.org_id, 'name', o.name,
                'at', s.at, 'kind', s.kind) order by s.at, o.name), '[]')
            from org_succession s
            join org_unit o on o.center_id = s.center_id and o.org_id = s.from_org
            where s.center_id = v_center and s.to_org = v_org.org_id),
        'after', (
            select coalesce(jsonb_agg(jsonb_build_object('org_id', o.org_id, 'name', o.name,
                'at', s.at, 'kind', s.kind) order by s.at, o.name), '[]')
            from org_succession s
            join org_unit o on o.center_id = s.center_id and o.org_id = s.to_org
            where s.center_id = v_center and s.from_org = v_org.org_id),
        'posts', (
            select coalesce(jsonb_agg(jsonb_build_object('post', name)
                order by name collate "vi-x-icu"), '[]')
            from duty_post where center_id = v_center and org_id = v_org.org_id),
        'accounts', (select count(*) from account
            where center_id = v_center and org_id = v_org.org_id and locked_at is null),
        'form', jsonb_build_object('on', '', 'name', v_org.name, 'name2', '', 'name3', '',
            'into_id', '', 'phone', v_org.phone, 'email', v_org.email),
        'options', jsonb_build_object('into_id', (
            select coalesce(jsonb_agg(jsonb_build_object('value', org_id::text, 'name', name)
                order by name collate "vi-x-icu"), '[]')
            from org_unit where center_id = v_center and kind = v_org.kind
                and upper(valid) is null and org_id <> v_org.org_id)));
end $$;
grant execute on function duty.page_organisation(text) to duty_app;
