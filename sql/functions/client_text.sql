-- What a program calls itself (User-Agent), on one line and not too long.
create or replace function duty.client_text(p_client text) returns text
language sql immutable as $$
    select left(regexp_replace(coalesce(p_client, ''), '[\x01-\x1f\x7f]', '', 'g'), 200)
$$;
grant execute on function duty.client_text(text) to duty_jobs, duty_guard;
