-- The draft of a month against the proposal drawn anew: who gains, who loses, and whom publishing
-- the one or the other would tell, for the page to reckon the price (publish_told).
create or replace function duty.page_draft_diff(p_month text) returns jsonb
language plpgsql stable set search_path = duty, pg_temp as $$
declare
    v_month constant date := arg_month('month', p_month, true);
    v_roster roster;
    v_proposal draft_proposal;
begin
    select * into v_roster from roster
        where center_id = current_center() and lower(period) = v_month;
    select * into v_proposal from draft_proposal
        where center_id = current_center() and roster_id = v_roster.roster_id;
    if not found then
        return jsonb_build_object('month', to_char(v_month, 'YYYY-MM'));
    end if;
    return jsonb_build_object('month', to_char(v_month, 'YYYY-MM'),
        'version', v_roster.draft_version, 'proposal', jsonb_build_object(
            'is_stale', v_proposal.draft_version <> v_roster.draft_version,
            'made_at', (select wall(v_proposal.made_at at time zone zone) from center
                where center_id = current_center()),
            'made_by', (select n.full_name from account a join person n using (center_id, person_id)
                where a.center_id = current_center() and a.account_id = v_proposal.made_by),
            'people', draft_gains(v_roster.roster_id, v_proposal.removed, v_proposal.added),
            'pins', (select count(*) from draft_rows(v_roster.roster_id) where is_pinned),
            'old', publish_told(v_roster.roster_id, publish_diff(v_roster.roster_id))
                || jsonb_build_object('penalty', v_roster.draft -> 'penalty',
                'uncovered', jsonb_array_length(roster_uncovered(v_roster.roster_id, true))),
            'new', publish_told(v_roster.roster_id, publish_diff(v_roster.roster_id,
                    v_proposal.removed, v_proposal.added))
                || jsonb_build_object('penalty', v_proposal.draft -> 'penalty',
                'uncovered', jsonb_array_length(coalesce(v_proposal.draft -> 'uncovered', '[]')))));
end $$;
grant execute on function duty.page_draft_diff(text) to duty_app;
