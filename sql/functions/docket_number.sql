-- A court's docket number in the one way cases keep it, as courts write it: 13/2027/TLST-HS. Every
-- kind of dash is a hyphen, no blanks stand round hyphens and strokes, letters are capitals.
create or replace function duty.docket_number(p_code text) returns text
language sql immutable as $$
    select upper(regexp_replace(regexp_replace(regexp_replace(regexp_replace(normalize(p_code, NFC),
            '[\u2010-\u2015\u2212\uFE58\uFE63\uFF0D]', '-', 'g'), '[\s\u00A0]+', ' ', 'g'),
        ' ?([-/]) ?', '\1', 'g'), '^ | $', '', 'g'))
$$;
grant execute on function duty.docket_number(text) to duty_app;
