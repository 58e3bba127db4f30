-- Whether a calendar has suddenly lost so much that it has more likely been broken than emptied: at
-- least intake.many_gone hearings to come, and more than half of those it held. Few are believed.
create or replace function duty.import_is_many_gone(p_batch_id bigint) returns boolean
language plpgsql stable set search_path = duty, pg_temp as $$
declare
    v_center constant bigint := current_center();
    v_gone integer;
    v_held integer;
begin
    select count(*) into v_gone from import_row r
        join hearing_origin o on o.center_id = v_center and o.uid = r.uid
            and o.recurrence = r.recurrence
        join import_batch b on b.center_id = v_center and b.batch_id = p_batch_id
            and o.door = import_voice(b.door) and o.source_id = coalesce(b.source_id, 0)
        join hearing h on h.center_id = v_center and h.hearing_id = o.hearing_id
        where r.center_id = v_center and r.batch_id = p_batch_id and r.digest = 'gone'
            and r.verdict = 'cancelled' and h.state = 'scheduled' and lower(h.during) > duty.now();
    if v_gone < rule_value('intake.many_gone') then
        return false;
    end if;
    select count(*) into v_held from import_batch b
        join hearing_origin o on o.center_id = b.center_id and o.door = import_voice(b.door)
            and o.source_id = coalesce(b.source_id, 0) and o.digest not in ('', 'gone')
        join hearing h on h.center_id = o.center_id and h.hearing_id = o.hearing_id
        where b.center_id = v_center and b.batch_id = p_batch_id and h.state = 'scheduled'
            and lower(h.during) > duty.now();
    return 2 * v_gone > v_held;
end $$;
grant execute on function duty.import_is_many_gone(bigint) to duty_app;
