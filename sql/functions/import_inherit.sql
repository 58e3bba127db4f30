-- What the courts before this one said through a door whose source is the court (api, ics) counts as
-- said by it: their ids and event numbers go on meaning the same hearings. A number that two of
-- them used stays theirs: it says nothing of which hearing is meant.
create or replace function duty.import_inherit(p_door text, p_court bigint) returns void
language plpgsql set search_path = duty, pg_temp as $$
declare
    v_line constant bigint[] := array( -- not of a court that was split: which half a number is of, nobody knows
        select l.org_id from court_line(p_court) l(org_id) where l.org_id <> p_court
            and (select count(*) from org_succession s
                where s.center_id = current_center() and s.from_org = l.org_id) < 2);
begin
    if p_door not in ('api', 'ics') or v_line = '{}' then
        return;
    end if;
    update hearing_origin o set source_id = p_court
        where o.center_id = current_center() and o.door = p_door and o.source_id = any (v_line)
            and not exists (select from hearing_origin other
                where other.center_id = o.center_id and other.door = o.door
                    and other.source_id = any (p_court || v_line) and other.source_id <> o.source_id
                    and other.uid = o.uid and other.recurrence = o.recurrence);
end $$;
grant execute on function duty.import_inherit(text, bigint) to duty_app;
