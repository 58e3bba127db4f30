-- Opens a court's door: by the link's hash, or by a code's two halves. Returns {"entered": true}, the
-- session p_session_hash being open, or {"refused": key, "args": {}}: no error, because a wrong try
-- must stay counted. Too many wrong ones close the code for a while; the link still opens then. A
-- closed code and an unknown one are answered like a wrong one and as slowly: else whoever tries
-- would learn which codes there are.
create or replace function duty.door_enter(p_link_hash text, p_prefix text, p_secret text,
    p_session_hash text, p_address text) returns jsonb
language plpgsql security definer set search_path = duty, pg_temp as $$
declare
    v_now constant timestamptz := duty.now();
    v_is_tried boolean := false;
    v court_code;
begin
    for v in select * from court_code c
        where (c.link_hash = p_link_hash or c.prefix = p_prefix)
            and c.revoked_at is null and c.expires_at > v_now
        order by c.center_id for update
    loop
        if v.link_hash = p_link_hash then
            return door_session(v, p_session_hash, p_address);
        end if;
        v_is_tried := true;
        if public.crypt(p_secret, v.secret_hash) = v.secret_hash
                and coalesce(v.closed_until <= v_now, true) then
            return door_session(v, p_session_hash, p_address);
        elsif v.closed_until > v_now then
            continue;
        elsif v.wrong + 1 < rule_value('door.tries') then
            update court_code set wrong = wrong + 1
                where center_id = v.center_id and code_id = v.code_id;
        else
            update court_code set wrong = 0, closed_until = v_now
                    + make_interval(mins => rule_value('door.closed_minutes'))
                where center_id = v.center_id and code_id = v.code_id;
            perform audit_add('code.closed', 'court_code', v.code_id::text,
                jsonb_build_object('address', coalesce(p_address, '')), v.center_id);
        end if;
    end loop;
    if not v_is_tried then
        perform public.crypt(p_secret, public.gen_salt('bf', 8));
    end if;
    return case p_link_hash when '' then jsonb_build_object('refused', 'error.door.code', 'args',
            jsonb_build_object('tries', rule_value('door.tries'),
                'minutes', rule_value('door.closed_minutes')))
        else '{"refused": "error.door.link"}' end;
end $$;
alter function duty.door_enter(text, text, text, text, text) owner to duty_guard;
grant execute on function duty.door_enter(text, text, text, text, text) to duty_app;
