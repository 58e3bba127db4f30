-- Takes the last step of a month's draft back. A swap is not taken back here: it was published in
-- the same moment, to people who agreed. version: the draft that was looked at.
create or replace function duty.draft_undo(p_month text, p_version text) returns jsonb
language plpgsql set search_path = duty, pg_temp as $$
declare
    v_roster constant roster := draft_seen(p_month, p_version);
    v_step draft_step;
begin
    select * into v_step from draft_step
        where center_id = v_roster.center_id and roster_id = v_roster.roster_id and state = 'done'
        order by step desc limit 1;
    if not found then
        perform fail('error.draft.no_undo', 'DU409');
    end if;
    if v_step.kind = 'swap' then
        perform fail('error.draft.swap', 'DU409');
    end if;
    perform draft_change(v_roster.roster_id, v_step.added, v_step.removed, v_step.draft_before);
    update draft_step set state = 'undone'
        where center_id = v_roster.center_id and roster_id = v_roster.roster_id
            and step = v_step.step;
    perform audit_add('draft.undo', 'roster', v_roster.roster_id::text,
        jsonb_build_object('month', p_month, 'step', v_step.step, 'kind', v_step.kind));
    return jsonb_build_object('month', p_month, 'step', v_step.step);
end $$;
grant execute on function duty.draft_undo(text, text) to duty_app;
