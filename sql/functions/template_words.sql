-- The words a text should not hold, with the reason of each (notice_word): whole words, also written
-- without marks where they are several, and also inside Khmer, which has no spaces. Signs nobody sees
-- split no word.
create or replace function duty.template_words(p_text text) returns table (word text, reason text)
language sql stable set search_path = duty, pg_temp as $$
    select w.word, w.reason
    from notice_word w
    cross join (select ' ' || regexp_replace(lower(normalize(regexp_replace(regexp_replace(p_text,
        '\{\{.*?\}\}', ' ', 'g'), '[\u00ad\u200b-\u200f\u2060\ufeff]', '', 'g'), NFC) collate "und-x-icu"),
        '[\s!-/:-@\[-`{-~–—“”‘’…·។]+', ' ', 'g') || ' ' as words) t
    where case when w.language = 'km' then position(w.word in t.words) > 0
        else position(' ' || w.word || ' ' in t.words) > 0
            or w.word like '% %' and position(' ' || template_plain(w.word) || ' ' in t.words) > 0 end
    order by position(w.word in t.words), w.word
$$;
grant execute on function duty.template_words(text) to duty_app;
