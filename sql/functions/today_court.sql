-- What the day's board says to a court's clerk of the next seven days: hearings, those with nobody,
-- with a clash, and those of which somebody has not confirmed to know; null to everybody else.
create or replace function duty.today_court(p_today date) returns jsonb
language plpgsql stable set search_path = duty, pg_temp as $$
begin
    if current_actor() <> 'clerk' then
        return null;
    end if;
    return (
        select jsonb_build_object('from', p_today, 'to', p_today + 6, 'coming', count(*),
            'nobody', count(*) filter (where providers is null),
            'clash', count(*) filter (where clash),
            'silent', count(*) filter (where silent))
        from hearing_rows(p_today, p_today + 7, null)
        where state = 'scheduled');
end $$;
grant execute on function duty.today_court(date) to duty_app;
