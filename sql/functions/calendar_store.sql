-- Writes days of the Centre's own calendar; one without a type is taken out of it.
create or replace function duty.calendar_store(p_days duty.center_day[]) returns void
language plpgsql set search_path = duty, pg_temp as $$
begin
    delete from center_day k using unnest(p_days) d
        where k.center_id = d.center_id and k.day = d.day;
    insert into center_day select d.* from unnest(p_days) d where d.type is not null;
end $$;
grant execute on function duty.calendar_store(duty.center_day[]) to duty_app;
