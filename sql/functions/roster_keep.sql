-- Writes the version just published into the record. Its hash covers the content and the hash of
-- the version before: change one and every later one is wrong.
create or replace function duty.roster_keep(p_roster_id bigint, p_note text, p_diff jsonb)
    returns void
language plpgsql set search_path = duty, pg_temp as $$
declare
    v_center constant bigint := current_center();
    v_content constant jsonb := roster_content(p_roster_id);
begin
    insert into roster_version (center_id, roster_id, version, published_at, published_by, note,
            content, diff, draft, hash)
        select v_center, r.roster_id, r.version, duty.now(), current_account(), p_note, v_content,
            p_diff, r.draft, encode(sha256(convert_to(v_content::text || coalesce(b.hash, ''),
                'UTF8')), 'hex')
        from roster r
        left join roster_version b on b.center_id = r.center_id and b.roster_id = r.roster_id
            and b.version = r.version - 1
        where r.center_id = v_center and r.roster_id = p_roster_id;
end $$;
grant execute on function duty.roster_keep(bigint, text, jsonb) to duty_app;
