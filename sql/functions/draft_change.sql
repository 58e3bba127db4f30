-- Takes rows out of a draft and puts rows in, as draft_step keeps them. A row whose shift nobody
-- needs any more is left out. p_draft: the record of how the draft was made, from now on.
create or replace function duty.draft_change(
    p_roster_id bigint, p_removed jsonb, p_added jsonb, p_draft jsonb) returns void
language plpgsql set search_path = duty, pg_temp as $$
begin
    delete from draft_assignment d
        using jsonb_to_recordset(p_removed) x(shift bigint, provider bigint)
        where d.center_id = current_center() and d.roster_id = p_roster_id
            and d.shift_id = x.shift and d.provider_id = x.provider;
    insert into draft_assignment (center_id, roster_id, shift_id, provider_id, during, is_pinned,
            reason)
        select s.center_id, s.roster_id, s.shift_id, x.provider, s.during, x.pinned, x.reason
        from jsonb_to_recordset(p_added) x(shift bigint, provider bigint, pinned boolean,
            reason jsonb)
        join shift s on s.center_id = current_center() and s.roster_id = p_roster_id
            and s.shift_id = x.shift and s.needed > 0;
    update roster set draft_version = draft_version + 1, drafted_at = duty.now(), draft = p_draft
        where center_id = current_center() and roster_id = p_roster_id;
end $$;
grant execute on function duty.draft_change(bigint, jsonb, jsonb, jsonb) to duty_app;
