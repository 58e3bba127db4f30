-- The engine's problem for changing a draft: what counts as published is the draft itself, so that
-- filling keeps it, repairing changes little of it, and ranking asks about it.
create or replace function duty.draft_pose(p_roster_id bigint) returns jsonb
language plpgsql stable set search_path = duty, pg_temp as $$
begin
    return roster_pose(p_roster_id) || jsonb_build_object('published', (
        select coalesce(jsonb_agg(jsonb_build_object('shift', shift_id, 'provider', provider_id)
            order by shift_id, provider_id), '[]')
        from draft_rows(p_roster_id)));
end $$;
grant execute on function duty.draft_pose(bigint) to duty_app;
