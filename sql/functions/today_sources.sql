-- Calendar addresses that have failed for long, to those who look after them: what they hold may no
-- longer be true.
create or replace function duty.today_sources() returns jsonb
language plpgsql stable set search_path = duty, pg_temp as $$
begin
    if not may('source.read') then
        return '[]';
    end if;
    return (
        select coalesce(jsonb_agg(s), '[]') from jsonb_array_elements(source_rows()) s
        where (s ->> 'is_failing')::boolean);
end $$;
grant execute on function duty.today_sources() to duty_app;
