-- A door for a court's clerks: a link (p_link_hash: SHA-256 of its token) and a short code, p_prefix to
-- find it and p_secret to prove it, kept as a slow hash. Both are shown once, on the card.
create or replace function duty.court_code_new(p_org_id text, p_name text, p_days text,
    p_link_hash text, p_prefix text, p_secret text) returns jsonb
language plpgsql set search_path = duty, pg_temp as $$
declare
    v_court constant org_unit := token_court('code_org_id', p_org_id);
    v_name constant text := arg_text('code_name', p_name, 100, true);
    v_days constant bigint := arg_int('code_days', p_days, true, 1, 12 * rule_value('door.code_days'));
    v_id bigint;
    v_expires timestamptz;
begin
    perform write_lock();
    insert into court_code (center_id, org_id, name, link_hash, prefix, secret_hash, created_at,
            created_by, expires_at)
        values (v_court.center_id, v_court.org_id, v_name, p_link_hash, p_prefix,
            public.crypt(p_secret, public.gen_salt('bf', 8)), duty.now(), current_account(),
            duty.now() + make_interval(days => v_days::integer))
        returning code_id, expires_at into v_id, v_expires;
    perform audit_add('code.new', 'court_code', v_id::text, jsonb_build_object('court', v_court.name,
        'name', v_name, 'prefix', p_prefix, 'expires_at', v_expires));
    return (select jsonb_build_object('code_id', v_id, 'court', v_court.name, 'name', v_name,
            'center', c.name, 'expires_at', wall(v_expires at time zone c.zone))
        from center c where c.center_id = v_court.center_id);
end $$;
grant execute on function duty.court_code_new(text, text, text, text, text, text) to duty_app;
