-- A text in plain Latin letters, as gateways and operators write it.
create or replace function duty.template_plain(p_text text) returns text
language sql immutable as $$
    select translate(regexp_replace(normalize(p_text, NFD), '[\u0300-\u036f]', '', 'g'), 'đĐ', 'dD')
$$;
grant execute on function duty.template_plain(text) to duty_app;
