-- Where a provider must be for a hearing: the court's place; null when it is online or the provider
-- sits at a component point, whose place is only a name. One row after the
-- other, not a join: asked for in every change of a hearing, it must not depend on how many there are;
-- with the rights of duty_guard, as provider_busy asks too: a plan is kept for one role.
create or replace function duty.hearing_place(p_hearing_id bigint) returns bigint
language plpgsql stable security definer set search_path = duty, pg_temp as $$
begin
    return (
        select o.place_id from org_unit o
        where o.center_id = current_center() and o.org_id = (
            select l.court_id from legal_case l
            where l.center_id = current_center() and l.case_id = (
                select h.case_id from hearing h
                where h.center_id = current_center() and h.hearing_id = p_hearing_id
                    and h.mode <> 'online' and not exists (select from hearing_point p
                        where p.center_id = h.center_id and p.hearing_id = h.hearing_id
                            and p.provider_sits and p.kind = 'component'))));
end $$;
alter function duty.hearing_place(bigint) owner to duty_guard;
grant execute on function duty.hearing_place(bigint) to duty_app, duty_guard;
