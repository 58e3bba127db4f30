-- Publishes exactly p_diff as the next version of a roster: duties, diaries, fairness account, the
-- version kept for ever, calendars, one notice to each person concerned, and a new list to each
-- court or police body whose list changes. The one way a published roster changes.
-- p_diff: {"added": [{"shift", "provider"}], "removed": [...]}; added ones stand in the draft.
-- p_overruling: why custody minutes stay uncovered; needed for such as the version before covered.
-- Where it is not needed, the reason of the version before stands on.
-- p_undoes: the version this one takes back. Returns {version, added, removed, told, lists}.
create or replace function duty.roster_issue(
    p_roster_id bigint, p_note text, p_diff jsonb, p_overruling text default null,
    p_undoes integer default null) returns jsonb
language plpgsql set search_path = duty, pg_temp as $$
declare
    v_center constant bigint := current_center();
    v_roster roster;
    v_before roster_version;
    v_gaps jsonb;
    v_uncovers boolean;
    v_full jsonb;
    v_result jsonb;
begin
    perform write_lock();
    if p_diff -> 'added' = '[]' and p_diff -> 'removed' = '[]' then
        perform fail('error.roster.nothing_new', 'DU409');
    end if;
    update roster set version = version + 1
        where center_id = v_center and roster_id = p_roster_id returning * into v_roster;
    if not found then
        perform fail('error.not_found', 'DU404');
    end if;
    select * into v_before from roster_version where center_id = v_center
        and roster_id = p_roster_id and version = v_roster.version - 1;
    perform ledger_open(v_roster.period);
    perform ledger_take(p_diff -> 'removed');
    perform roster_withdraw(p_diff -> 'removed');
    perform roster_assign(p_roster_id, p_diff -> 'added');
    perform ledger_add(p_diff -> 'added');
    v_full := shift_overfilled(p_diff -> 'removed', p_diff -> 'added', true);
    if v_full is not null then
        perform fail('error.duty.full', 'DU409', p_args => v_full);
    end if;
    v_gaps := publish_gaps(p_roster_id, false);
    v_uncovers := publish_uncovers(v_gaps, coalesce(v_before.gaps, '[]'));
    if v_uncovers and p_overruling is null then
        perform fail('error.roster.custody_gap', 'DU409', 'overruling',
            p_args => v_gaps -> 0 || jsonb_build_object(
                'from', to_char((v_gaps #>> '{0,from}')::timestamp, 'HH24:MI DD/MM/YYYY'),
                'until', to_char((v_gaps #>> '{0,until}')::timestamp, 'HH24:MI DD/MM/YYYY')));
    end if;
    perform roster_keep(p_roster_id, p_note, p_diff, v_gaps, case when v_uncovers then p_overruling
        when v_gaps <> '[]' then v_before.overruling end, p_undoes);
    v_result := jsonb_build_object('version', v_roster.version,
        'added', jsonb_array_length(p_diff -> 'added'),
        'removed', jsonb_array_length(p_diff -> 'removed'),
        'told', roster_tell(p_roster_id, p_diff, p_undoes),
        'lists', list_issue(p_roster_id, p_diff));
    perform audit_add(case when p_undoes is null then 'roster.publish' else 'roster.undo' end,
        'roster', p_roster_id::text, v_result || jsonb_strip_nulls(jsonb_build_object(
            'month', to_char(lower(v_roster.period), 'YYYY-MM'), 'note', p_note,
            'overruling', case when v_uncovers then p_overruling end, 'undoes', p_undoes)));
    return v_result;
end $$;
grant execute on function duty.roster_issue(bigint, text, jsonb, text, integer) to duty_app;
