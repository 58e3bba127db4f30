-- What may be shown of a calendar's address: the host, and how the path ends. The rest may be a
-- password.
create or replace function duty.source_mask(p_url text) returns text
language sql immutable as $$
    select m[1] || case when length(m[2]) > 1 then '/…' else '' end
        || coalesce(lower(substring(split_part(m[2], '?', 1) from '\.[A-Za-z]{2,4}$')), '')
    from regexp_match(p_url, '^https://([^/?]+)(.*)$') m
$$;
grant execute on function duty.source_mask(text) to duty_app;
