-- How an organisation is reached; its history is not touched by it. Who saves an address says that it may
-- be written to, although mail came back from it (suppress).
create or replace function duty.org_contact(p_org_id text, p_phone text, p_email text) returns jsonb
language plpgsql set search_path = duty, pg_temp as $$
declare
    v_id constant bigint := arg_int('org_id', p_org_id, true);
    v_phone constant text := arg_phone('phone', p_phone);
    v_email constant text := arg_text('email', p_email, 250);
    v_name text;
begin
    perform write_lock();
    if v_email !~ '^[^@\s<>,;:\\"]{1,64}@[A-Za-z0-9.-]{1,190}$' then
        perform fail('error.field.email', p_field => 'email', p_value => v_email);
    end if;
    update org_unit set phone = v_phone, email = v_email
        where center_id = current_center() and org_id = v_id returning name into v_name;
    if not found then
        perform fail('error.not_found', 'DU404');
    end if;
    perform suppress_lift('mail', v_email);
    perform audit_add('org.contact', 'org', v_id::text, jsonb_build_object('name', v_name,
        'phone', v_phone, 'email', v_email));
    return jsonb_build_object('org_id', v_id);
end $$;
grant execute on function duty.org_contact(text, text, text) to duty_app;
