-- A hearing changed: the invitations of those who appear, or did, follow. Called in the transaction of
-- the change.
create or replace function duty.invite_hearing(p_hearing_id bigint) returns void
language plpgsql security definer set search_path = duty, pg_temp as $$
begin
    perform invite_follow(e.provider_id, null, e.hearing_id)
        from appearance e
        join provider p on p.center_id = e.center_id and p.provider_id = e.provider_id
        join person n on n.center_id = p.center_id and n.person_id = p.person_id
        where e.center_id = current_center() and e.hearing_id = p_hearing_id
            and (n.takes_invitations or exists (select from invite i
                where i.center_id = e.center_id and i.hearing_id = e.hearing_id
                    and i.provider_id = e.provider_id))
        order by e.provider_id;
end $$;
alter function duty.invite_hearing(bigint) owner to duty_guard;
grant execute on function duty.invite_hearing(bigint) to duty_app;
