-- One case: parties, officers, decisions and hearings, who represents it and with what conflict of
-- interest, and, while nobody does, the proposal.
create or replace function duty.page_case(p_case_id text) returns jsonb
language plpgsql stable set search_path = duty, pg_temp as $$
declare
    v_center constant bigint := current_center();
    v_case constant legal_case := case_known(p_case_id);
    v_now constant bigint := case_provider(v_case.case_id);
    v_follows constant bigint := coalesce(v_now, v_case.provider_id);
    v_can_write constant boolean := may('case.write');
    v_is_decided constant boolean := exists (select from case_acting(v_case.case_id));
    v_earlier text;
begin
    select code into v_earlier from legal_case
        where center_id = v_center and case_id = v_case.earlier_id;
    return case_parties(v_case.case_id) || jsonb_build_object('case_id', v_case.case_id,
        'code', v_case.code, 'subject', nullif(v_case.subject, ''), 'aid_code', v_case.aid_code,
        'court', (select name from org_unit where center_id = v_center and org_id = v_case.court_id),
        'earlier', case when v_earlier is not null then jsonb_build_object(
            'case_id', v_case.earlier_id, 'code', v_earlier) end,
        'later', (
            select coalesce(jsonb_agg(jsonb_build_object('case_id', l.case_id, 'code', l.code)
                order by l.case_id), '[]')
            from legal_case l where l.center_id = v_center and l.earlier_id = v_case.case_id),
        'hearings', case_hearings(v_case.case_id), 'can_write', v_can_write,
        'is_decided', v_is_decided, 'has_provider', v_now is not null,
        'provider_id', v_follows,
        'provider', (select name from staff() where provider_id = v_follows),
        'phone', (select phone from staff() where provider_id = v_follows),
        'conflicts', case when v_follows is not null
            then case_conflicts(v_case.case_id, v_follows) else '[]' end,
        'proposal', case when v_can_write and not v_is_decided then case_ranked(v_case.case_id) end,
        'form', jsonb_build_object('subject', v_case.subject, 'aid_code', v_case.aid_code,
            'earlier', v_earlier, 'provider_id', v_follows::text, 'signed_on', (
                select duty.today(zone) from center where center_id = v_center)),
        'options', jsonb_build_object(
            'party_role', options(array['accused', 'held', 'victim', 'plaintiff', 'defendant',
                'related', 'witness', 'other']),
            'party_side', options(array['1', '2', '3', '4', '5', '6', '7', '8', '9']),
            'officer_role', options(array['judge', 'juror', 'clerk', 'procurator', 'investigator']),
            'party_id', (
                select coalesce(jsonb_agg(jsonb_build_object('value', party_id::text, 'name', name)
                    order by party_id), '[]')
                from party where center_id = v_center and case_id = v_case.case_id and is_client),
            'provider_id', (
                select coalesce(jsonb_agg(jsonb_build_object('value', t.provider_id::text,
                    'name', t.name) order by t.name collate "vi-x-icu"), '[]')
                from staff() t where t.class <> 'collaborator' and t.is_here)));
end $$;
grant execute on function duty.page_case(text) to duty_app;
