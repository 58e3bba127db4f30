-- A room as texts and calendars may name it. Courts write the link, number and password of an online
-- hearing beside it; those stay behind the log-in (Resolution 33/2021/QH15, joint circular 05/2021):
-- from the first of them on, everything is left out. daemon/intake/parse_ics_text.c has the same words.
create or replace function duty.room_told(p_room text) returns text
language sql immutable as $$
    select rtrim(regexp_replace(normalize(p_room, NFKC), '(https?:|www\.|\S+\.[a-z]{2,5}/'
        || '|\mm([ậâa]t)?[\s._-]*kh[ẩâa]u\M|\mm[ậâa]t[\s._-]*m[ãa]\M'
        || '|\mpass(\M|[\s._-]*(word|wd|code))|\mpwd|\mpw\M|\mmk\M'
        || '|\mm[ãa][\s._-]*(ph[òo]ng|cu[ộo]c|h[ọo]p|zoom|pin|truy[\s._-]*c[ậa]p)\M'
        || '|\mid[\s._-]*(ph[òo]ng|cu[ộo]c|h[ọo]p|zoom)|\m(meeting|webinar)[\s._-]*id\M'
        || '|\maccess[\s._-]*code|\m(id|pin|code)\s*:|\m(id|pin|code|m[ãa])[\s:.#-]*\d'
        || '|\mm[ãa]\s*:|\m[a-z]{3}-[a-z]{4}-[a-z]{3}\M'
        || '|(?<=\m(zoom|webex|teams|skype)[\s:#-]*)\d{5}'
        || '|ពាក្យ\s*សម្ងាត់|លេខ\s*សម្ងាត់|(\d[\s.)-]{0,2}){8,}\d(?!\d*:\d)).*$', '', 'i'), E' \t,;:.(-–/[')
$$;
grant execute on function duty.room_told(text) to duty_app, duty_jobs, duty_guard;
