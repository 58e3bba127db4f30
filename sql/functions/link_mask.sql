-- A text as it is kept: what opens something for its receiver alone is taken out, that there was such a
-- thing stays. Links of lists, invitations and messages, and codes that check an address.
create or replace function duty.link_mask(p_text text) returns text
language sql immutable as $$
    select case when p_text ~ '/([acu]/|list/)|\d{3}-\d{3}' then regexp_replace(regexp_replace(p_text,
        '/(list/[A-Za-z0-9_-]{43}|a/[0-9a-f-]{32,100}|[cu]/[2-9a-z]{16})\M', '/…', 'g'),
        '(?<![\d-])\d{3}-\d{3}(?![\d-])', '…', 'g') else p_text end
$$;
grant execute on function duty.link_mask(text) to duty_jobs, duty_app, duty_guard;
