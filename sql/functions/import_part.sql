-- Takes in the next part of a batch that was put by (import_park), in a transaction of its own under
-- the write lock. What a part did is counted and kept in the hearings' versions; of its rows only the
-- bad ones stay. Returns what import_take does, with is_more while parts wait; after the last one the
-- batch is committed, and is one to whoever takes it back.
create or replace function duty.import_part(p_batch_id bigint) returns jsonb
language plpgsql set search_path = duty, pg_temp as $$
declare
    v_center constant bigint := current_center();
    v_part constant integer := (select min(part) from import_waiting
        where center_id = v_center and batch_id = p_batch_id);
    v_told integer;
begin
    perform write_lock();
    if v_part is null then
        perform fail('error.conflict', 'DU409'); -- nothing waits
    elsif v_part & (v_part - 1) = 0 then
        execute 'discard plans'; -- twice as much is in as when they were made (import_plans)
    end if;
    with next as (
        delete from import_waiting
            where center_id = v_center and batch_id = p_batch_id and part = v_part
            returning *)
    insert into import_row (center_id, batch_id, n, sheet, row_no, fields, errors, verdict, uid,
            recurrence, digest)
        select center_id, batch_id, n, sheet, row_no, fields, '[]', verdict, uid, recurrence, digest
        from next;
    perform import_match(p_batch_id);
    v_told := import_rows(p_batch_id, false);
    perform import_raise(p_batch_id), import_heard(p_batch_id);
    with done as (
        delete from import_row where center_id = v_center and batch_id = p_batch_id
            and verdict <> 'bad' returning verdict)
    update import_batch b set counts = b.counts || jsonb_build_object(
            'told', coalesce((b.counts ->> 'told')::integer, 0) + v_told, 'done', (
            select coalesce(jsonb_object_agg(v, coalesce((b.counts -> 'done' ->> v)::integer, 0)
                + (select count(*) from done where verdict = v)), '{}')
            from unnest('{new,changed,cancelled,same,conflict}'::text[]) v))
        where b.center_id = v_center and b.batch_id = p_batch_id
        returning (counts ->> 'told')::integer into v_told;
    if exists (select from import_waiting where center_id = v_center and batch_id = p_batch_id) then
        return '{"is_more": true}';
    end if;
    return import_finish(p_batch_id, v_told)
        || jsonb_build_object('is_open', import_is_open(p_batch_id));
end $$;
grant execute on function duty.import_part(bigint) to duty_app;
