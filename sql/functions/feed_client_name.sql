-- The program that read a calendar, by its own words for itself (User-Agent): as the table feed_client
-- knows it, else their first word.
create or replace function duty.feed_client_name(p_words text) returns text
language sql stable set search_path = duty, pg_temp as $$
    select coalesce(
        (select name from feed_client where p_words ~* pattern order by position limit 1),
        substring(p_words from '^[A-Za-z][A-Za-z0-9._-]{1,39}'))
$$;
grant execute on function duty.feed_client_name(text) to duty_app;
