-- What the password is checked against; null for an unknown name. Before anybody is signed in.
create or replace function duty.login_find(p_center text, p_login text) returns jsonb
language sql stable security definer set search_path = duty, pg_temp as $$
    select jsonb_build_object('account', a.account_id, 'center_id', a.center_id,
        'hash', a.password_hash, 'locked', a.locked_at is not null)
    from center c join account a on a.center_id = c.center_id
    where c.code = lower(btrim(p_center)) and a.login = lower(btrim(p_login))
$$;
alter function duty.login_find(text, text) owner to duty_guard;
grant execute on function duty.login_find(text, text) to duty_app;
