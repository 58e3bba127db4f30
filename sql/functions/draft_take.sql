-- Puts the proposal that waits beside a month's draft in its place; undo brings the old one back.
-- version: the draft that was looked at, which must be the one it was drawn for.
create or replace function duty.draft_take(p_month text, p_version text) returns jsonb
language plpgsql set search_path = duty, pg_temp as $$
declare
    v_roster constant roster := draft_seen(p_month, p_version);
    v_proposal draft_proposal;
begin
    delete from draft_proposal
        where center_id = v_roster.center_id and roster_id = v_roster.roster_id
        returning * into v_proposal;
    if not found then
        perform fail('error.draft.no_proposal', 'DU409');
    end if;
    if v_proposal.draft_version <> v_roster.draft_version then
        perform fail('error.draft.stale', 'DU409');
    end if;
    return draft_keep(v_roster.roster_id, 'draft', to_jsonb(v_proposal), v_proposal.draft)
        || jsonb_build_object('month', p_month);
end $$;
grant execute on function duty.draft_take(text, text) to duty_app;
