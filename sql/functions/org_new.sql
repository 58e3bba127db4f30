-- A new organisation of the Centre from a day on. Returns {org_id}.
create or replace function duty.org_new(
    p_kind text, p_name text, p_parent text, p_on text, p_phone text, p_email text) returns jsonb
language plpgsql set search_path = duty, pg_temp as $$
declare
    v_org org_unit;
begin
    perform write_lock();
    v_org.center_id := current_center();
    v_org.kind := arg_choice('kind', p_kind, org_kinds());
    v_org.name := arg_text('name', p_name, 300, true);
    v_org.valid := daterange(arg_date('on', p_on, true), null);
    v_org.parent_id := arg_int('parent_id', p_parent);
    v_org.phone := arg_phone('phone', p_phone);
    v_org.email := arg_text('email', p_email, 250);
    if v_org.kind is null then
        perform fail('error.field.required', p_field => 'kind');
    end if;
    if v_org.parent_id is not null and not exists (select from org_unit
            where center_id = v_org.center_id and org_id = v_org.parent_id) then
        perform fail('error.field.choice', p_field => 'parent_id', p_value => p_parent);
    end if;
    v_org.org_id := org_add(v_org);
    perform audit_add('org.new', 'org', v_org.org_id::text,
        jsonb_build_object('name', v_org.name, 'on', lower(v_org.valid)));
    return jsonb_build_object('org_id', v_org.org_id);
end $$;
grant execute on function duty.org_new(text, text, text, text, text, text) to duty_app;
