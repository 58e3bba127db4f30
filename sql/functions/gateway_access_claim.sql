-- The access token that the daemons share for a gateway. p_refused: the name of one that it no longer takes,
-- or ''. Returns {sealed, left_s, may_ask}: sealed is null when there is none that serves; may_ask says that
-- the caller is the one to ask for a new one, and nobody else is for a minute. What is kept for asking
-- (a refresh token) comes along as old.
create or replace function duty.gateway_access_claim(p_gateway text, p_refused text) returns jsonb
language plpgsql set search_path = duty, pg_temp as $$
declare
    v_now constant timestamptz := duty.now();
    v gateway_access;
begin
    insert into gateway_access (gateway) values (p_gateway) on conflict do nothing;
    select * into v from gateway_access where gateway = p_gateway for update;
    if v.sealed is not null and v.expires_at > v_now and v.name <> p_refused then
        return jsonb_build_object('sealed', v.sealed, 'may_ask', false,
            'left_s', extract(epoch from v.expires_at - v_now)::bigint);
    end if;
    if v.asking_until > v_now then
        return jsonb_build_object('sealed', null, 'may_ask', false);
    end if;
    update gateway_access set asking_until = v_now + interval '1 minute' where gateway = p_gateway;
    return jsonb_build_object('sealed', null, 'may_ask', true, 'old', v.sealed);
end $$;
grant execute on function duty.gateway_access_claim(text, text) to duty_jobs;
