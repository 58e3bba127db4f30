-- A room as texts and calendars may name it. Courts write the link, number and password of an online
-- hearing beside it; those stay behind the log-in (Resolution 33/2021/QH15, joint circular 05/2021):
-- from the first of them on, everything is left out.
create or replace function duty.room_told(p_room text) returns text
language sql immutable as $$
    select rtrim(regexp_replace(p_room, '(https?:|www\.|\S+\.[a-z]{2,5}/|\mm[ậa]t\s*kh[ẩa]u|\mpass|\mpwd'
        || '|\mmk\M|\mpin\M|\mcode\M|\mid\M|ពាក្យ\s*សម្ងាត់|លេខ\s*សម្ងាត់|\d[\d\s-]{7,}\d).*$', '', 'i'),
        E' \t,;:.(-–/[')
$$;
grant execute on function duty.room_told(text) to duty_app, duty_jobs;
