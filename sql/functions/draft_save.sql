-- Keeps what a run of the engine found for a month. Filled gaps and a first draft become the draft
-- at once. Drawn anew over a draft or what is published, it waits as a proposal beside it until
-- somebody takes it or keeps the old one. version: the draft when the run began; one changed since
-- then refuses the result, as it may no longer fit.
create or replace function duty.draft_save(
    p_month text, p_mode text, p_seed text, p_problem_hash text, p_version text, p_solution jsonb)
    returns jsonb
language plpgsql set search_path = duty, pg_temp as $$
declare
    v_roster constant roster := draft_seen(p_month, p_version);
    v_is_fill constant boolean := p_mode = 'fill';
    v_draft constant jsonb := draft_record(p_seed, p_problem_hash, p_solution);
    v_changes jsonb;
begin
    v_changes := draft_solution(v_roster.roster_id, p_solution, v_is_fill);
    if v_is_fill or not exists (select from draft_rows(v_roster.roster_id)) then
        return draft_keep(v_roster.roster_id, p_mode, v_changes,
            case when v_is_fill then coalesce(v_roster.draft, '{}')
                || jsonb_build_object('uncovered', v_draft -> 'uncovered') else v_draft end);
    end if;
    insert into draft_proposal (center_id, roster_id, draft_version, removed, added, draft, made_at,
            made_by)
        values (v_roster.center_id, v_roster.roster_id, v_roster.draft_version,
            v_changes -> 'removed', v_changes -> 'added', v_draft, duty.now(), current_account())
        on conflict (center_id, roster_id) do update set draft_version = excluded.draft_version,
            removed = excluded.removed, added = excluded.added, draft = excluded.draft,
            made_at = excluded.made_at, made_by = excluded.made_by;
    perform audit_add('draft.propose', 'roster', v_roster.roster_id::text,
        jsonb_build_object('month', p_month, 'seed', v_draft -> 'seed'));
    return jsonb_build_object('is_proposal', true);
end $$;
grant execute on function duty.draft_save(text, text, text, text, text, jsonb) to duty_app;
