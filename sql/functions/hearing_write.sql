-- Writes the row of a hearing (hearing_put): a new one, or what differs. Its version and, when people
-- or calendars care, its sequence rise with it. Returns the row as it stands now.
create or replace function duty.hearing_write(
    p_old duty.hearing, p_new duty.hearing, p_batch bigint) returns duty.hearing
language plpgsql set search_path = duty, pg_temp as $$
declare
    v hearing := p_new;
begin
    if p_old.hearing_id is null then
        v.center_id := current_center();
        v.hearing_id := nextval('duty.hearing_hearing_id_seq');
        v.uid := format('hearing-%s-%s@dutyd', v.center_id, v.hearing_id);
        v.sequence := 0;
        v.version := 1;
        v.batch_id := p_batch;
        v.changed_at := duty.now();
        insert into hearing overriding system value values (v.*);
    elsif v is distinct from p_old then
        v.version := coalesce(p_old.version, 0) + 1;
        v.batch_id := coalesce(p_batch, p_old.batch_id);
        if (v.case_id, v.starts, v.ends, v.room, v.mode, v.state) is distinct from
                (p_old.case_id, p_old.starts, p_old.ends, p_old.room, p_old.mode, p_old.state) then
            v.sequence := p_old.sequence + 1;
            v.changed_at := duty.now();
        end if;
        update hearing set case_id = v.case_id, starts = v.starts, ends = v.ends, zone = v.zone,
                during = v.during, room = v.room, judge = v.judge, mode = v.mode, kind = v.kind,
                state = v.state, reason = v.reason, decided_on = v.decided_on, law = v.law,
                latest_on = v.latest_on, follows_id = v.follows_id, batch_id = v.batch_id,
                version = v.version, sequence = v.sequence, changed_at = v.changed_at
            where center_id = v.center_id and hearing_id = v.hearing_id;
    end if;
    return v;
end $$;
grant execute on function duty.hearing_write(duty.hearing, duty.hearing, bigint) to duty_app;
