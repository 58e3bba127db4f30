-- Who answered that they cannot come to what is ahead, to those who plan: [] for everybody else.
create or replace function duty.today_answers() returns jsonb
language plpgsql stable set search_path = duty, pg_temp as $$
begin
    if not may('roster.draft') then
        return '[]';
    end if;
    return (select coalesce(jsonb_agg(a), '[]')
        from jsonb_array_elements(page_answers() -> 'answers') a
        where a #>> '{standing,answer}' = 'declined');
end $$;
grant execute on function duty.today_answers() to duty_app;
