-- A Centre's own policy for a kind of notice, from a day on: the row that said so until then ends the day
-- before. A Centre's row comes before every shipped one that it may be about.
create or replace function duty.policy_put(p_key text, p_form jsonb) returns jsonb
language plpgsql set search_path = duty, pg_temp as $$
declare
    v notice_policy;
begin
    perform write_lock();
    if not exists (select from notice_kind where key = p_key) then
        perform fail('error.not_found', 'DU404');
    end if;
    v := policy_read(p_key, p_form);
    perform policy_close(v);
    insert into notice_policy (center_id, template, role, severity, lead_minutes, channels, is_together,
            language, is_confirmed, chase_minutes, climb_minutes, unknown, priority, bypasses_quiet,
            is_bundled, is_optional, legal_basis, valid, account_id)
        values (v.center_id, v.template, v.role, v.severity, v.lead_minutes, v.channels, v.is_together,
            v.language, v.is_confirmed, v.chase_minutes, v.climb_minutes, v.unknown, v.priority,
            v.bypasses_quiet, v.is_bundled, v.is_optional, v.legal_basis, v.valid, v.account_id)
        returning policy_id into v.policy_id;
    perform audit_add('policy.put', 'notice_policy', v.policy_id::text,
        to_jsonb(v) - array['center_id', 'account_id']);
    return jsonb_build_object('key', p_key);
end $$;
grant execute on function duty.policy_put(text, jsonb) to duty_app;
