-- A field of a hearing's history as text for people: the providers' numbers become their names.
create or replace function duty.named_providers(p_field text, p_value jsonb) returns text
language plpgsql stable set search_path = duty, pg_temp as $$
begin
    if p_field <> 'providers' then
        return p_value #>> '{}';
    end if;
    return (select string_agg(t.name, ', ' order by t.name) from staff() t
        where p_value @> to_jsonb(t.provider_id));
end $$;
grant execute on function duty.named_providers(text, jsonb) to duty_app;
