-- Trigger: who stands a shift, or its hours, has changed. Calendars that show the shift itself (of a
-- post, a body, the Centre) see the same event with a higher sequence.
create or replace function duty.feed_shift_shown() returns trigger
language plpgsql set search_path = duty, pg_temp as $$
begin
    perform feed_shifts(array(select distinct shift_id from changed));
    return null;
end $$;
create or replace trigger shown_insert after insert on duty.assignment
    referencing new table as changed for each statement execute function duty.feed_shift_shown();
create or replace trigger shown_update after update on duty.assignment
    referencing new table as changed for each statement execute function duty.feed_shift_shown();
grant execute on function duty.feed_shift_shown() to duty_app;
