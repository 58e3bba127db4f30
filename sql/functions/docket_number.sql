-- A court's docket number in the one way cases keep it, as courts write it: 13/2027/TLST-HS. Every
-- kind of dash is a hyphen, no blanks stand round hyphens and strokes, letters are capitals. What
-- does not begin as one, with number and year, keeps its writing but for doubled blanks.
create or replace function duty.docket_number(p_code text) returns text
language sql immutable as $$
    select case when tidy ~ '^\d+ ?/ ?\d{4}\M' then upper(regexp_replace(regexp_replace(tidy,
            '[\u2010-\u2015\u2212\uFE58\uFE63\uFF0D]', '-', 'g'), ' ?([-/]) ?', '\1', 'g'))
        else tidy end
    from (select regexp_replace(regexp_replace(normalize(p_code, NFC), '[\s\u00A0]+', ' ', 'g'),
        '^ | $', '', 'g') as tidy) t
$$;
grant execute on function duty.docket_number(text) to duty_app;
