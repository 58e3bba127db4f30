-- Takes the newest version of a month back, within some minutes (rule roster.undo_minutes): the next
-- version has the content of the one before. version: the one the coordinator was looking at;
-- reason: kept as its note, and as the overruling where custody is uncovered by it. What took a
-- version back is not taken back itself: nobody would be told; the draft is published again. Nor is
-- a swap or a hand-over, which people agreed to: they swap back.
create or replace function duty.roster_unpublish(p_month text, p_version text, p_reason text)
    returns jsonb
language plpgsql set search_path = duty, pg_temp as $$
declare
    v_month constant date := arg_month('month', p_month, true);
    v_seen constant integer := arg_int('version', p_version, true);
    v_reason constant text := arg_text('reason', p_reason, 1000, true);
    v_minutes constant integer := rule_value('roster.undo_minutes');
    v_row roster_version;
begin
    perform write_lock();
    select v.* into v_row
        from roster r
        join roster_version v on v.center_id = r.center_id and v.roster_id = r.roster_id
            and v.version = r.version
        where r.center_id = current_center() and lower(r.period) = v_month;
    if v_row.version is distinct from v_seen then
        perform fail('error.roster.stale', 'DU409');
    end if;
    if duty.now() > v_row.published_at + make_interval(mins => v_minutes) then
        perform fail('error.roster.undo_late', 'DU409', 'version', v_seen::text,
            jsonb_build_object('minutes', v_minutes));
    end if;
    if v_row.undoes is not null then
        perform fail('error.roster.undo_twice', 'DU409', 'version', v_seen::text);
    end if;
    if exists (select from jsonb_to_recordset(v_row.diff -> 'added') x(shift bigint, provider bigint)
            join assignment a on a.center_id = v_row.center_id and a.shift_id = x.shift
                and a.provider_id = x.provider
            join swap w on w.center_id = a.center_id and w.swap_id = (a.reason ->> 'swap')::bigint
            where w.kind <> 'handover' and w.state = 'approved'
                and w.ended_at = v_row.published_at) then
        perform fail('error.swap.undo', 'DU409');
    end if;
    if exists (select from handover h
            join jsonb_to_recordset(v_row.diff -> 'added') x(shift bigint) on x.shift = h.rest_id
            where h.center_id = v_row.center_id) then
        perform fail('error.handover.undo', 'DU409');
    end if;
    return roster_issue(v_row.roster_id, v_reason, jsonb_build_object(
        'added', v_row.diff -> 'removed', 'removed', v_row.diff -> 'added'), v_reason, v_seen);
end $$;
grant execute on function duty.roster_unpublish(text, text, text) to duty_app;
