-- Gives a provider an area in charge from a day on (charge_id empty), or changes the days of one that
-- was given.
create or replace function duty.area_charge_save(
    p_id text, p_charge_id text, p_area_id text, p_from text, p_until text) returns jsonb
language plpgsql set search_path = duty, pg_temp as $$
declare
    v_center constant bigint := current_center();
    v_id bigint;
    v_charge bigint;
    v_area bigint;
    v_valid daterange;
    v_before daterange;
begin
    perform write_lock();
    v_id := provider_known(p_id);
    v_charge := arg_int('charge_id', p_charge_id);
    v_valid := arg_days('area_from', p_from, 'area_until', p_until);
    if v_charge is null then
        v_area := arg_int('area_id', p_area_id, true);
        if not exists (select from area where center_id = v_center and area_id = v_area) then
            perform fail('error.field.choice', p_field => 'area_id', p_value => p_area_id);
        end if;
        insert into area_charge (center_id, provider_id, area_id, valid)
            values (v_center, v_id, v_area, v_valid) returning charge_id into v_charge;
    else
        select valid into v_before from area_charge
            where center_id = v_center and provider_id = v_id and charge_id = v_charge;
        if not found then
            perform fail('error.not_found', 'DU404');
        end if;
        update area_charge set valid = v_valid where center_id = v_center and charge_id = v_charge
            returning area_id into v_area;
    end if;
    perform audit_add('provider.area', 'provider', v_id::text, jsonb_build_object(
        'area_id', v_area, 'valid', v_valid, 'before', v_before));
    return jsonb_build_object('provider_id', v_id);
end $$;
grant execute on function duty.area_charge_save(text, text, text, text, text) to duty_app;
