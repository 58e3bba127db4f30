-- Makes the step of a month's draft that was taken back last again. version: the draft that was
-- looked at.
create or replace function duty.draft_redo(p_month text, p_version text) returns jsonb
language plpgsql set search_path = duty, pg_temp as $$
declare
    v_roster constant roster := draft_seen(p_month, p_version);
    v_step draft_step;
begin
    select * into v_step from draft_step
        where center_id = v_roster.center_id and roster_id = v_roster.roster_id
            and state = 'undone'
        order by step limit 1;
    if not found then
        perform fail('error.draft.no_redo', 'DU409');
    end if;
    perform draft_change(v_roster.roster_id, v_step.removed, v_step.added, v_step.draft_after);
    update draft_step set state = 'done'
        where center_id = v_roster.center_id and roster_id = v_roster.roster_id
            and step = v_step.step;
    perform audit_add('draft.redo', 'roster', v_roster.roster_id::text,
        jsonb_build_object('month', p_month, 'step', v_step.step, 'kind', v_step.kind));
    return jsonb_build_object('month', p_month, 'step', v_step.step);
end $$;
grant execute on function duty.draft_redo(text, text) to duty_app;
