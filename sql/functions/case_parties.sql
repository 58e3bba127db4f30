-- Parties, officers and decisions of a case, for those who lead (row policies). The newest decision
-- comes first; one that another replaces is over.
create or replace function duty.case_parties(p_case bigint) returns jsonb
language plpgsql stable set search_path = duty, pg_temp as $$
begin
    return jsonb_build_object('parties', (
            select coalesce(jsonb_agg(jsonb_build_object('party_id', p.party_id, 'role', p.role,
                'side', p.side, 'name', p.name, 'is_client', p.is_client, 'needs', p.needs,
                'roles', marked(array['accused', 'held', 'victim', 'plaintiff', 'defendant',
                    'related', 'witness', 'other'], array[p.role]),
                'sides', marked(array['1', '2', '3', '4', '5', '6', '7', '8', '9'],
                    array[p.side::text]),
                'skills', marked(array['khmer', 'sign_language', 'juvenile'], p.needs))
                order by p.side, p.party_id), '[]')
            from party p where p.center_id = current_center() and p.case_id = p_case),
        'officers', (
            select coalesce(jsonb_agg(jsonb_build_object('officer_id', o.officer_id, 'role', o.role,
                'name', o.name) order by o.officer_id), '[]')
            from case_officer o where o.center_id = current_center() and o.case_id = p_case),
        'decisions', (
            select coalesce(jsonb_agg(jsonb_build_object('decision_id', d.decision_id,
                'number', d.number, 'signed_on', d.signed_on, 'signed_by', d.signed_by,
                'provider', t.name, 'provider_id', d.provider_id, 'party', p.name,
                'reason', nullif(d.reason, ''), 'no_conflict', nullif(d.no_conflict, ''),
                'in_force', n.decision_id is null, 'replaced_by', n.number)
                order by d.decision_id desc), '[]')
            from assignment_decision d
            join staff() t on t.provider_id = d.provider_id
            left join party p on p.center_id = d.center_id and p.party_id = d.party_id
            left join assignment_decision n on n.center_id = d.center_id
                and n.replaces = d.decision_id
            where d.center_id = current_center() and d.case_id = p_case));
end $$;
grant execute on function duty.case_parties(bigint) to duty_app;
