-- A calendar's address as a form gives it: https, or webcal, which is the same. No user before the
-- host, no fragment, nothing but ASCII. A refusal never repeats the address: it
-- may hold a secret.
create or replace function duty.source_url(p_field text, p_value text) returns text
language plpgsql immutable strict as $$
declare
    v_url text := btrim(p_value, E' \t\r\n');
    v_host text;
begin
    v_url := regexp_replace(split_part(v_url, '#', 1), '^webcals?://', 'https://', 'i');
    v_host := lower(substring(v_url from '^[Hh][Tt][Tt][Pp][Ss]://([^/?]+)'));
    if v_url ~* '^http://' then
        perform duty.fail('error.source.https', p_field => p_field);
    elsif v_url ~ '\s' or v_host is null or length(v_url) > 2000 then
        perform duty.fail('error.source.url', p_field => p_field);
    elsif v_host like '%@%' then
        perform duty.fail('error.source.user', p_field => p_field);
    elsif v_host !~ '^([a-z0-9_.-]+|\[[0-9a-f:.]+\])(:\d{1,5})?$' or v_url !~ '^[\x21-\x7e]+$' then
        perform duty.fail('error.source.url', p_field => p_field);
    end if;
    return 'https://' || v_host || substring(v_url from '^[^:]+://[^/?]+(.*)$');
end $$;
grant execute on function duty.source_url(text, text) to duty_app;
