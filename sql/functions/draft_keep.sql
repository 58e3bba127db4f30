-- Applies what the engine changes (draft_solution) with how it was made (draft_record), and puts it
-- on record. Returns {assignments, uncovered}.
create or replace function duty.draft_keep(
    p_roster_id bigint, p_kind text, p_changes jsonb, p_draft jsonb) returns jsonb
language plpgsql set search_path = duty, pg_temp as $$
declare
    v_counts jsonb;
begin
    perform draft_apply(p_roster_id, p_kind, p_changes -> 'removed', p_changes -> 'added', p_draft);
    v_counts := jsonb_build_object(
        'assignments', (select count(*) from draft_assignment
            where center_id = current_center() and roster_id = p_roster_id),
        'uncovered', jsonb_array_length(coalesce(p_draft -> 'uncovered', '[]')));
    perform audit_add('roster.' || p_kind, 'roster', p_roster_id::text, v_counts
        || jsonb_build_object('month', (select to_char(lower(period), 'YYYY-MM') from roster
                where center_id = current_center() and roster_id = p_roster_id),
            'seed', p_draft -> 'seed'));
    return v_counts;
end $$;
grant execute on function duty.draft_keep(bigint, text, jsonb, jsonb) to duty_app;
