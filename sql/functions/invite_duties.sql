-- Published duties changed: their people's invitations follow. Called in the transaction of the change.
create or replace function duty.invite_duties(p_assignments bigint[]) returns void
language plpgsql security definer set search_path = duty, pg_temp as $$
begin
    perform invite_follow(a.provider_id, a.assignment_id, null)
        from assignment a
        join provider p on p.center_id = a.center_id and p.provider_id = a.provider_id
        join person n on n.center_id = p.center_id and n.person_id = p.person_id
        where a.center_id = current_center() and a.assignment_id = any (p_assignments)
            and (n.takes_invitations or exists (select from invite i
                where i.center_id = a.center_id and i.assignment_id = a.assignment_id))
        order by a.assignment_id;
end $$;
alter function duty.invite_duties(bigint[]) owner to duty_guard;
grant execute on function duty.invite_duties(bigint[]) to duty_app;
