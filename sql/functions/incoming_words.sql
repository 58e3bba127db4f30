-- What a reply says: '' when it is one of the words that confirm (reply_word), the number when one follows
-- it ("xác nhận 42" is 42), null when it is anything else. Marks, blanks, dots and capitals do not count.
create or replace function duty.incoming_words(p_text text) returns text
language sql stable set search_path = duty, pg_temp as $$
    select coalesce(m.number, '')
    from (select translate(regexp_replace(lower(regexp_replace(normalize(coalesce(p_text, ''), NFD),
              '[\u0300-\u036f]', '', 'g')), '[[:space:].,!:#"''()\u200b-]', '', 'g'),
              'đ០១២៣៤៥៦៧៨៩', 'd0123456789') as said) t
    join reply_word w on t.said ~ ('^' || w.word || '\d{0,6}$')
    cross join lateral (select nullif(substr(t.said, length(w.word) + 1), '') as number) m
    limit 1
$$;
grant execute on function duty.incoming_words(text) to duty_guard;
