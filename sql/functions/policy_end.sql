-- Ends one of the Centre's own policies with yesterday; what it was about, the shipped ones are about again.
create or replace function duty.policy_end(p_key text, p_policy_id text) returns jsonb
language plpgsql set search_path = duty, pg_temp as $$
declare
    v_today constant date := (select duty.today(zone) from center where center_id = current_center());
    v_id constant bigint := arg_int('policy_id', p_policy_id, true);
    v notice_policy;
begin
    perform write_lock();
    select * into v from notice_policy
        where center_id = current_center() and policy_id = v_id and template = p_key;
    if not found or upper(v.valid) <= v_today then
        perform fail('error.not_found', 'DU404');
    end if;
    v.valid := daterange(v_today, null);
    perform policy_close(v);
    perform audit_add('policy.end', 'notice_policy', v_id::text, jsonb_build_object('kind', p_key));
    return jsonb_build_object('key', p_key);
end $$;
grant execute on function duty.policy_end(text, text) to duty_app;
