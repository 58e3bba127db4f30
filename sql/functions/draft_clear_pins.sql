-- Takes every pin of a month's draft off, so that the next drawing may move those duties, too.
-- version: the draft that was looked at.
create or replace function duty.draft_clear_pins(p_month text, p_version text) returns jsonb
language plpgsql set search_path = duty, pg_temp as $$
declare
    v_roster constant roster := draft_seen(p_month, p_version);
    v_pinned jsonb;
begin
    select coalesce(jsonb_agg(jsonb_build_object('shift', shift_id, 'provider', provider_id,
            'pinned', false, 'reason', reason)), '[]') into v_pinned
        from draft_assignment
        where center_id = v_roster.center_id and roster_id = v_roster.roster_id and is_pinned;
    if v_pinned = '[]' then
        perform fail('error.draft.no_pins', 'DU409');
    end if;
    perform draft_apply(v_roster.roster_id, 'pin', v_pinned, v_pinned);
    perform audit_add('draft.unpin', 'roster', v_roster.roster_id::text,
        jsonb_build_object('month', p_month, 'pins', jsonb_array_length(v_pinned)));
    return jsonb_build_object('month', p_month, 'pins', jsonb_array_length(v_pinned));
end $$;
grant execute on function duty.draft_clear_pins(text, text) to duty_app;
