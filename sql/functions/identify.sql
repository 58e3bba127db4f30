-- Who asks, and may they: runs before each page query, in the same transaction. Sets what
-- row-level security reads. Clerks and officers sit at shared computers: their session ends two
-- idle hours after its last use, the others' at a fixed hour.
create or replace function duty.identify(
    p_session_hash text, p_action text, p_request_id text) returns void
language plpgsql security definer set search_path = duty, pg_temp as $$
declare
    v_now timestamptz := duty.now();
    v record;
begin
    select s.center_id, s.session_hash, s.expires_at, a.account_id, a.role, a.person_id, a.org_id,
            p.provider_id
        into v
        from session s
        join account a on a.center_id = s.center_id and a.account_id = s.account_id
        left join provider p on p.center_id = a.center_id and p.person_id = a.person_id
        where s.session_hash = p_session_hash and s.expires_at > v_now and a.locked_at is null;
    if not found then
        perform fail('error.signed_out', 'DU401');
    end if;
    if not exists (select from permission where role = v.role and action = p_action) then
        perform fail('error.forbidden', 'DU403', p_value => p_action);
    end if;
    if v.role in ('clerk', 'police')
            and v.expires_at < v_now + make_interval(mins => rule_value('session.shared_minutes') / 2)
    then
        update session set expires_at = v_now
                + make_interval(mins => rule_value('session.shared_minutes'))
            where center_id = v.center_id and session_hash = v.session_hash;
    end if;
    perform set_config('app.center_id', v.center_id::text, true),
        set_config('app.session_hash', v.session_hash, true),
        set_config('app.account_id', v.account_id::text, true),
        set_config('app.role', v.role, true),
        set_config('app.person_id', v.person_id::text, true),
        set_config('app.provider_id', coalesce(v.provider_id::text, ''), true),
        set_config('app.org_id', coalesce(org_at(v.org_id, (select duty.today(c.zone) from center c
            where c.center_id = v.center_id), v.center_id)::text, ''), true),
        set_config('app.request_id', coalesce(p_request_id, ''), true);
end $$;
alter function duty.identify(text, text, text) owner to duty_guard;
grant execute on function duty.identify(text, text, text) to duty_app;
