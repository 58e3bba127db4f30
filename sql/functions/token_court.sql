-- The court a new key or code is for, as its form says. p_field: the form's field.
create or replace function duty.token_court(p_field text, p_org_id text) returns duty.org_unit
language plpgsql stable set search_path = duty, pg_temp as $$
declare
    v_org org_unit;
begin
    select o.* into v_org from org_unit o join center c on c.center_id = o.center_id
        where o.center_id = current_center() and o.org_id = arg_int(p_field, p_org_id, true)
            and o.kind = 'court' and o.valid @> duty.today(c.zone);
    if not found then
        perform fail('error.field.choice', p_field => p_field, p_value => p_org_id);
    end if;
    return v_org;
end $$;
grant execute on function duty.token_court(text, text) to duty_app;
