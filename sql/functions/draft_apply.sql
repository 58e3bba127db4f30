-- Changes the draft of a roster in one step that undo and redo know; returns the step's number.
-- p_removed: [{"shift", "provider"}]; p_added: [{"shift", "provider", "pinned", "reason"}]; a row in
-- both changes its pin or reason. p_draft: how the engine made it, when it did. Undone steps can no
-- longer be made again, and stay on record. Who is double is refused by draft_double_duty.
create or replace function duty.draft_apply(
    p_roster_id bigint, p_kind text, p_removed jsonb, p_added jsonb, p_draft jsonb default null)
    returns integer
language plpgsql set search_path = duty, pg_temp as $$
declare
    v_roster constant roster := draft_open(p_roster_id);
    v_draft constant jsonb := coalesce(p_draft, v_roster.draft);
    v_removed jsonb;
    v_added jsonb;
    v_step integer;
    v_full jsonb;
begin
    select coalesce(jsonb_agg(jsonb_build_object('shift', d.shift_id, 'provider', d.provider_id,
            'pinned', d.is_pinned, 'reason', d.reason) order by d.shift_id, d.provider_id), '[]')
        into v_removed
        from jsonb_to_recordset(p_removed) x(shift bigint, provider bigint)
        join draft_assignment d on d.center_id = v_roster.center_id
            and d.roster_id = v_roster.roster_id and d.shift_id = x.shift
            and d.provider_id = x.provider;
    select coalesce(jsonb_agg(jsonb_build_object('shift', x.shift, 'provider', x.provider,
            'pinned', coalesce(x.pinned, false), 'reason', coalesce(x.reason, '{}'))
            order by x.shift, x.provider), '[]') into v_added
        from jsonb_to_recordset(p_added) x(shift bigint, provider bigint, pinned boolean,
            reason jsonb)
        join shift s on s.center_id = v_roster.center_id and s.roster_id = v_roster.roster_id
            and s.shift_id = x.shift and s.needed > 0;
    if jsonb_array_length(v_removed) <> jsonb_array_length(p_removed)
            or jsonb_array_length(v_added) <> jsonb_array_length(p_added) then
        perform fail('error.draft.stale', 'DU409');
    end if;
    select coalesce(max(step), 0) + 1 into v_step from draft_step
        where center_id = v_roster.center_id and roster_id = p_roster_id;
    update draft_step set state = 'dropped'
        where center_id = v_roster.center_id and roster_id = p_roster_id and state = 'undone';
    perform draft_change(p_roster_id, v_removed, v_added, v_draft);
    v_full := shift_overfilled(v_removed, v_added, false);
    if v_full is not null then
        perform fail('error.duty.full', 'DU409', p_args => v_full);
    end if;
    insert into draft_step (center_id, roster_id, step, kind, removed, added, draft_before,
            draft_after, made_at, made_by)
        values (v_roster.center_id, p_roster_id, v_step, p_kind, v_removed, v_added, v_roster.draft,
            v_draft, duty.now(), current_account());
    return v_step;
end $$;
grant execute on function duty.draft_apply(bigint, text, jsonb, jsonb, jsonb) to duty_app;
