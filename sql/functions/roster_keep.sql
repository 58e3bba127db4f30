-- Writes the version just published into the record. Its hash covers all it says and the hash of the
-- version before (version_hash): change one and every later one is wrong.
-- p_gaps: custody minutes nobody stands, p_overruling: why all the same; p_undoes: the version taken
-- back by this one.
create or replace function duty.roster_keep(
    p_roster_id bigint, p_note text, p_diff jsonb, p_gaps jsonb default '[]',
    p_overruling text default null, p_undoes integer default null) returns void
language plpgsql set search_path = duty, pg_temp as $$
declare
    v_row roster_version;
    v_before text;
begin
    select r.center_id, r.roster_id, r.version, coalesce(r.draft, '{}'), b.hash
        into v_row.center_id, v_row.roster_id, v_row.version, v_row.draft, v_before
        from roster r
        left join roster_version b on b.center_id = r.center_id and b.roster_id = r.roster_id
            and b.version = r.version - 1
        where r.center_id = current_center() and r.roster_id = p_roster_id;
    v_row.published_at := duty.now();
    v_row.published_by := current_account();
    v_row.note := p_note;
    v_row.content := roster_content(p_roster_id);
    v_row.diff := p_diff;
    v_row.is_sealed := true;
    v_row.gaps := p_gaps;
    v_row.overruling := p_overruling;
    v_row.undoes := p_undoes;
    v_row.hash := version_hash(v_row, v_before);
    insert into roster_version select v_row.*;
end $$;
grant execute on function duty.roster_keep(bigint, text, jsonb, jsonb, text, integer) to duty_app;
