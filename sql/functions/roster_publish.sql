-- Publishes the draft of a month as the next version: duties, diaries, fairness account, the version
-- kept for ever, calendars, and one notice to each person something changed for. version: the one
-- the coordinator was looking at.
create or replace function duty.roster_publish(p_month text, p_note text, p_version text)
    returns jsonb
language plpgsql set search_path = duty, pg_temp as $$
declare
    v_center constant bigint := current_center();
    v_month constant date := arg_month('month', p_month, true);
    v_seen constant integer := coalesce(arg_int('version', p_version), 0);
    v_note constant text := coalesce(arg_text('note', p_note, 1000), '');
    v_roster roster;
    v_diff jsonb;
    v_result jsonb;
begin
    perform write_lock();
    select * into v_roster from roster
        where center_id = v_center and lower(period) = v_month for update;
    if not found or v_roster.drafted_at is null then
        perform fail('error.roster.no_draft', 'DU409');
    end if;
    if v_roster.version <> v_seen then
        perform fail('error.roster.stale', 'DU409');
    end if;
    select jsonb_object_agg(k, (
            select coalesce(jsonb_agg(jsonb_build_object('shift', d.shift_id,
                'provider', d.provider_id) order by d.shift_id, d.provider_id), '[]')
            from roster_diff(v_roster.roster_id) d where d.change = k))
        into v_diff from unnest(array['added', 'removed']) k;
    if v_diff -> 'added' = '[]' and v_diff -> 'removed' = '[]' then
        perform fail('error.roster.nothing_new', 'DU409');
    end if;
    perform ledger_open(v_roster.period);
    perform roster_withdraw(v_diff -> 'removed');
    perform roster_assign(v_roster.roster_id, v_diff -> 'added');
    update roster set version = version + 1
        where center_id = v_center and roster_id = v_roster.roster_id;
    perform roster_keep(v_roster.roster_id, v_note, v_diff);
    v_result := jsonb_build_object('version', v_roster.version + 1,
        'added', jsonb_array_length(v_diff -> 'added'),
        'removed', jsonb_array_length(v_diff -> 'removed'),
        'told', roster_tell(v_roster.roster_id, v_diff));
    perform audit_add('roster.publish', 'roster', v_roster.roster_id::text,
        v_result || jsonb_build_object('month', p_month, 'note', v_note));
    return v_result;
end $$;
grant execute on function duty.roster_publish(text, text, text) to duty_app;
