-- A field of a hearing's history as text for people: providers by name, points by place; what is
-- empty is null.
create or replace function duty.history_text(p_field text, p_value jsonb) returns text
language plpgsql stable set search_path = duty, pg_temp as $$
begin
    return case p_field
        when 'providers' then named_providers(p_field, p_value)
        when 'points' then (select string_agg(p ->> 'place', '; ') from jsonb_array_elements(p_value) p
            where jsonb_typeof(p_value) = 'array')
        else nullif(p_value #>> '{}', '') end;
end $$;
grant execute on function duty.history_text(text, jsonb) to duty_app;
