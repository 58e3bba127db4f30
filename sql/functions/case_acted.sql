-- Whether a provider has ever acted for this party: by a decision, in force or replaced, that names it
-- or all clients, or, without any decision, by following the case or appearing in it.
create or replace function duty.case_acted(p_case bigint, p_party bigint, p_provider bigint)
    returns boolean
language sql stable set search_path = duty, pg_temp as $$
    select case
        when exists (select from assignment_decision where center_id = current_center()
            and case_id = p_case and provider_id = p_provider)
        then exists (select from assignment_decision d
            join party p on p.center_id = d.center_id and p.party_id = p_party
            where d.center_id = current_center() and d.case_id = p_case
                and d.provider_id = p_provider
                and (d.party_id = p_party or d.party_id is null and p.is_client))
        else exists (select from party p
            join legal_case l on l.center_id = p.center_id and l.case_id = p.case_id
            where p.center_id = current_center() and p.party_id = p_party and p.is_client
                and (l.provider_id = p_provider or exists (select from hearing h
                    join appearance a on a.center_id = h.center_id and a.hearing_id = h.hearing_id
                        and a.provider_id = p_provider and a.state <> 'released'
                    where h.center_id = l.center_id and h.case_id = l.case_id)))
        end
$$;
grant execute on function duty.case_acted(bigint, bigint, bigint) to duty_guard;
