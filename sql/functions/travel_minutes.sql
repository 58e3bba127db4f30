-- Minutes on the road between two places, by the table or the rule of the day; by telephone (null)
-- and at one place none.
create or replace function duty.travel_minutes(p_from bigint, p_to bigint, p_day date)
    returns integer
language plpgsql stable set search_path = duty, pg_temp as $$
begin
    return case when p_from is null or p_to is null or p_from = p_to then 0 else coalesce(
        (select minutes from travel where center_id = current_center()
            and from_place = least(p_from, p_to) and to_place = greatest(p_from, p_to)),
        rule_value('travel.default', p_day)) end;
end $$;
grant execute on function duty.travel_minutes(bigint, bigint, date) to duty_app, duty_guard;
