-- A calendar that suddenly holds less than half of its hearings to come has more likely been broken
-- than emptied: nothing is cancelled then, a person is asked. Few are believed.
create or replace function duty.import_many_gone(p_batch_id bigint) returns void
language plpgsql set search_path = duty, pg_temp as $$
declare
    v_center constant bigint := current_center();
    v_gone integer;
    v_held integer;
begin
    select count(*) into v_gone from import_row where center_id = v_center
        and batch_id = p_batch_id and verdict = 'cancelled' and digest = 'gone';
    if v_gone < rule_value('intake.many_gone') then
        return;
    end if;
    select count(*) into v_held from import_batch b
        join hearing_origin o on o.center_id = b.center_id and o.door = import_voice(b.door)
            and o.source_id = coalesce(b.source_id, 0) and o.digest not in ('', 'gone')
        join hearing h on h.center_id = o.center_id and h.hearing_id = o.hearing_id
        where b.center_id = v_center and b.batch_id = p_batch_id and h.state = 'scheduled'
            and lower(h.during) > duty.now();
    if 2 * v_gone > v_held then
        update import_row set verdict = 'conflict' where center_id = v_center
            and batch_id = p_batch_id and verdict = 'cancelled' and digest = 'gone';
    end if;
end $$;
grant execute on function duty.import_many_gone(bigint) to duty_app;
