-- A provider takes back what they asked for, as long as nobody has decided on it.
create or replace function duty.absence_withdraw(p_absence_id text) returns jsonb
language plpgsql set search_path = duty, pg_temp as $$
declare
    v_center constant bigint := current_center();
    v_id constant bigint := arg_int('absence_id', p_absence_id, true);
    v record;
begin
    perform write_lock();
    select during, state into v from absence
        where center_id = v_center and absence_id = v_id and provider_id = current_provider();
    if not found then
        perform fail('error.not_found', 'DU404');
    elsif v.state <> 'asked' then
        perform fail('error.absence.decided', 'DU409', p_value => absence_words(v.during));
    end if;
    update absence set state = 'withdrawn', decided_at = duty.now(), decided_by = current_account()
        where center_id = v_center and absence_id = v_id;
    perform audit_add('absence.withdrawn', 'absence', v_id::text,
        jsonb_build_object('provider_id', current_provider(), 'during', v.during));
    return jsonb_build_object('absence_id', v_id);
end $$;
grant execute on function duty.absence_withdraw(text) to duty_app;
