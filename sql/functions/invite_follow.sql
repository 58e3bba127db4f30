-- Brings what a person was mailed of one event up to what their calendar shows (invite_turn), at every
-- address it was mailed to: the one they have now is asked, or told; an earlier one is taken back.
create or replace function duty.invite_follow(p_provider bigint, p_assignment bigint, p_hearing bigint)
    returns void
language plpgsql set search_path = duty, pg_temp as $$
declare
    v_event constant jsonb := invite_event(p_provider, p_assignment, p_hearing);
    v_wants boolean;
    v_address text;
    v invite;
begin
    if (v_event ->> 'ends_at')::timestamptz <= duty.now() then
        return;
    end if;
    select n.takes_invitations, invite_address(n.person_id) into v_wants, v_address
        from provider p join person n on n.center_id = p.center_id and n.person_id = p.person_id
        where p.center_id = current_center() and p.provider_id = p_provider;
    if v_event ->> 'status' = 'CONFIRMED' and v_wants and v_address is not null then
        insert into invite (center_id, provider_id, assignment_id, hearing_id, uid, address, sequence,
                ends_at, event, created_at, changed_at)
            values (current_center(), p_provider, p_assignment, p_hearing, v_event ->> 'uid', v_address,
                (v_event ->> 'sequence')::integer, (v_event ->> 'ends_at')::timestamptz, v_event,
                duty.now(), duty.now())
            on conflict do nothing;
    end if;
    for v in select * from invite
        where center_id = current_center() and provider_id = p_provider and uid = v_event ->> 'uid'
        order by invite_id for update
    loop
        perform invite_turn(v, v_event, v_wants, v.address is not distinct from v_address);
    end loop;
end $$;
grant execute on function duty.invite_follow(bigint, bigint, bigint) to duty_guard;
