-- The hash of a version: over the hash before it and all it says, in jsonb's canonical form. Versions
-- of before the seal are covered by their content alone.
create or replace function duty.version_hash(p_row duty.roster_version, p_before text) returns text
language sql immutable as $$
    select encode(sha256(convert_to(p_row.content::text || case when p_row.is_sealed then
        jsonb_build_array(p_row.center_id, p_row.roster_id, p_row.version,
            extract(epoch from p_row.published_at)::text, p_row.published_by, p_row.note,
            p_row.diff, p_row.draft, p_row.overruling, p_row.gaps, p_row.undoes)::text
        else '' end || coalesce(p_before, ''), 'UTF8')), 'hex')
$$;
grant execute on function duty.version_hash(duty.roster_version, text) to duty_app;
