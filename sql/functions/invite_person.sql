-- Everything coming of one person: their invitations follow, for they want them now, or get their mail
-- elsewhere. Called in the transaction of the change.
create or replace function duty.invite_person(p_person bigint) returns void
language plpgsql security definer set search_path = duty, pg_temp as $$
declare
    v_center constant bigint := current_center();
begin
    perform invite_duties(array(select a.assignment_id from provider p
        join assignment a on a.center_id = p.center_id and a.provider_id = p.provider_id
        join shift s on s.center_id = a.center_id and s.shift_id = a.shift_id
        where p.center_id = v_center and p.person_id = p_person and a.state = 'published'
            and upper(s.during) > duty.now()));
    perform invite_hearing(e.hearing_id) from provider p
        join appearance e on e.center_id = p.center_id and e.provider_id = p.provider_id
        join hearing h on h.center_id = e.center_id and h.hearing_id = e.hearing_id
        where p.center_id = v_center and p.person_id = p_person and e.state <> 'released'
            and upper(h.during) > duty.now()
        order by e.hearing_id;
end $$;
alter function duty.invite_person(bigint) owner to duty_guard;
grant execute on function duty.invite_person(bigint) to duty_app, duty_guard;
