-- The last day on which a list that begins on p_start reaches its body in time: so many working days
-- before it (rules list.lead_custody, Programme 5789/CTPH-BTP-BCA of 27 November 2023, and
-- list.lead_court), the day it begins not counted.
create or replace function duty.list_due(p_is_custody boolean, p_start date) returns date
language plpgsql stable set search_path = duty, pg_temp as $$
begin
    return (
        select day from center_calendar(p_start - 60, p_start - 1)
        where type in ('work', 'working_saturday')
        order by day desc limit 1
        offset rule_value(case when p_is_custody then 'list.lead_custody' else 'list.lead_court' end,
            p_start) - 1);
end $$;
grant execute on function duty.list_due(boolean, date) to duty_app;
