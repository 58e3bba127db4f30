-- Invitations by mail, yes or no, as the person signed in wants them. Yes: at once also those for what
-- is coming. No: nothing new; what was sent is still kept right.
create or replace function duty.invite_choose(p_wanted text) returns jsonb
language plpgsql security definer set search_path = duty, pg_temp as $$
declare
    v_center constant bigint := current_center();
    v_me constant bigint := current_provider();
    v_is_wanted constant boolean := p_wanted = 'yes';
begin
    perform write_lock();
    update person n set takes_invitations = v_is_wanted
        from provider p
        where p.center_id = v_center and p.provider_id = v_me and n.center_id = p.center_id
            and n.person_id = p.person_id
            and (not v_is_wanted or invite_address(n.person_id) is not null);
    if not found then
        perform fail('error.invite.no_mail', 'DU409');
    end if;
    if v_is_wanted then
        perform invite_person(person_id) from provider
            where center_id = v_center and provider_id = v_me;
    end if;
    perform audit_add('invite.choose', 'provider', v_me::text,
        jsonb_build_object('wanted', v_is_wanted));
    return jsonb_build_object('wanted', v_is_wanted);
end $$;
alter function duty.invite_choose(text) owner to duty_guard;
grant execute on function duty.invite_choose(text) to duty_app;
