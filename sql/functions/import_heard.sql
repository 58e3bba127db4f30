-- Keeps what a batch's door has said of each hearing. Where it was not believed, or only says again what
-- it said before, the better door's word goes on counting as the newer one. What a person kept the
-- hearing against (conflict_settle) counts as long as the door says it.
create or replace function duty.import_heard(p_batch_id bigint) returns void
language plpgsql set search_path = duty, pg_temp set enable_nestloop = off as $$
declare
    v_center constant bigint := current_center();
    v import_batch;
    v_others tid[];
begin
    select * into v from import_batch where center_id = v_center and batch_id = p_batch_id;
    select array_agg(o.ctid) into v_others from import_row r
        cross join lateral (select o.ctid, o.* from hearing_origin o
            where o.center_id = v_center and o.hearing_id = r.hearing_id offset 0) o
        where r.center_id = v_center and r.batch_id = p_batch_id and r.verdict <> 'bad'
            and o.door = import_voice(v.door) and o.source_id = coalesce(v.source_id, 0)
            and (o.kept <> '{}' or r.uid <> '' and (o.uid, o.recurrence) <> (r.uid, r.recurrence));
    delete from hearing_origin o
        using import_row r
        where r.center_id = v_center and r.batch_id = p_batch_id and r.uid <> ''
            and r.verdict <> 'bad' and o.ctid = any (v_others) and o.hearing_id = r.hearing_id
            and (o.uid, o.recurrence) <> (r.uid, r.recurrence);
    update hearing_origin o set kept = coalesce((select jsonb_object_agg(k.key, k.value)
            from jsonb_each(o.kept) k where k.value = coalesce(r.fields -> k.key, '"scheduled"')), '{}')
        from import_row r
        where r.center_id = v_center and r.batch_id = p_batch_id and r.verdict <> 'bad'
            and o.ctid = any (v_others) and o.hearing_id = r.hearing_id and o.kept <> '{}';
    insert into hearing_origin as o (center_id, door, source_id, uid, recurrence, hearing_id, digest,
            version, batch_id)
        select v_center, import_voice(v.door), coalesce(v.source_id, 0),
            import_uid(r.uid, r.hearing_id), r.recurrence, r.hearing_id, r.digest,
            case r.verdict when 'conflict' then 0 else h.version end, p_batch_id
        from import_row r
        cross join lateral (select h.version from hearing h
            where h.center_id = v_center and h.hearing_id = r.hearing_id offset 0) h
        where r.center_id = v_center and r.batch_id = p_batch_id and r.hearing_id is not null
            and r.verdict <> 'bad'
        on conflict (center_id, door, source_id, uid, recurrence) do update
            set hearing_id = excluded.hearing_id, digest = excluded.digest,
                batch_id = excluded.batch_id, version = case
                    when o.hearing_id = excluded.hearing_id and (excluded.version = 0
                        or o.digest = excluded.digest or o.kept <> '{}') then o.version
                    else excluded.version end,
                kept = case when o.hearing_id = excluded.hearing_id then o.kept else '{}' end
            where (o.hearing_id, o.digest, o.version)
                is distinct from (excluded.hearing_id, excluded.digest, excluded.version);
end $$;
grant execute on function duty.import_heard(bigint) to duty_app;
