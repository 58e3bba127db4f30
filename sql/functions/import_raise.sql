-- The conflicts of a batch go into the queue; one about the same hearing and door takes the place of
-- the one before, and one that has become true in the meantime is past.
create or replace function duty.import_raise(p_batch_id bigint) returns void
language plpgsql set search_path = duty, pg_temp set enable_nestloop = off as $$
declare
    v_center constant bigint := current_center();
begin
    update hearing_conflict c set state = 'past', settled_at = duty.now()
        where c.center_id = v_center and c.state = 'open' and exists (
            select from import_row r join import_batch b using (center_id, batch_id)
            where r.center_id = v_center and r.batch_id = p_batch_id
                and r.hearing_id = c.hearing_id and b.door = c.door);
    insert into hearing_conflict (center_id, hearing_id, batch_id, door, fields, state, raised_at)
        select distinct on (r.hearing_id) v_center, r.hearing_id, p_batch_id, b.door, r.fields,
            'open', duty.now()
        from import_row r
        join import_batch b using (center_id, batch_id)
        where r.center_id = v_center and r.batch_id = p_batch_id and r.verdict = 'conflict'
        order by r.hearing_id, r.n;
end $$;
grant execute on function duty.import_raise(bigint) to duty_app;
