-- Who asks, and may they: runs before each page query, in the same transaction. Sets what
-- row-level security reads. Clerks and officers sit at shared computers: their session ends two
-- idle hours after its last use, the others' at a fixed hour. A session may be a court code's, and
-- the hash a key's instead of a session's; neither is an account.
create or replace function duty.identify(
    p_session_hash text, p_action text, p_request_id text) returns void
language plpgsql security definer set search_path = duty, pg_temp as $$
declare
    v_now timestamptz := duty.now();
    v_idle integer; -- minutes
    v record;
begin
    select s.center_id, s.session_hash::text, s.expires_at, a.account_id,
            coalesce(a.role, 'code')::text as role, a.person_id,
            coalesce(a.org_id, c.org_id) as org_id, p.provider_id, c.code_id,
            c.expires_at as ends_at, null::bigint as key_id
        into v
        from session s
        left join account a on a.center_id = s.center_id and a.account_id = s.account_id
            and a.locked_at is null
        left join court_code c on c.center_id = s.center_id and c.code_id = s.code_id
            and c.revoked_at is null and c.expires_at > v_now
        left join provider p on p.center_id = a.center_id and p.person_id = a.person_id
        where s.session_hash = p_session_hash and s.expires_at > v_now
            and (a.account_id is not null or c.code_id is not null);
    if not found then
        -- The same types as above, or the plans below break.
        select k.center_id, '' as session_hash, null::timestamptz as expires_at,
                null::bigint as account_id, 'key' as role, null::bigint as person_id, k.org_id,
                null::bigint as provider_id, null::bigint as code_id,
                null::timestamptz as ends_at, k.key_id
            into v from identify_key(p_session_hash) k;
    end if;
    if not found then
        perform fail('error.signed_out', 'DU401');
    end if;
    if not exists (select from permission where role = v.role and action = p_action) then
        perform fail('error.forbidden', 'DU403', p_value => p_action);
    end if;
    v_idle := case when v.role in ('clerk', 'police') then rule_value('session.shared_minutes')
        when v.role = 'code' then rule_value('door.session_minutes') end;
    if v.expires_at < v_now + make_interval(mins => v_idle / 2) then
        update session set expires_at = least(v.ends_at, v_now + make_interval(mins => v_idle))
            where center_id = v.center_id and session_hash = v.session_hash;
    end if;
    perform set_config('app.center_id', v.center_id::text, true),
        set_config('app.session_hash', v.session_hash, true),
        set_config('app.account_id', coalesce(v.account_id::text, ''), true),
        set_config('app.key_id', coalesce(v.key_id::text, ''), true),
        set_config('app.code_id', coalesce(v.code_id::text, ''), true),
        set_config('app.role', v.role, true),
        set_config('app.person_id', coalesce(v.person_id::text, ''), true),
        set_config('app.provider_id', coalesce(v.provider_id::text, ''), true),
        set_config('app.org_id', coalesce(org_at(v.org_id, (select duty.today(c.zone) from center c
            where c.center_id = v.center_id), v.center_id)::text, ''), true),
        set_config('app.request_id', coalesce(p_request_id, ''), true);
end $$;
alter function duty.identify(text, text, text) owner to duty_guard;
grant execute on function duty.identify(text, text, text) to duty_app;
