-- The hours of a day at which the present Centre's people may be written to.
create or replace function duty.notice_hours(p_day date) returns table (opens time, closes time)
language plpgsql stable set search_path = duty, pg_temp as $$
declare
    v_off constant boolean := is_day_off(day_type(p_day));
    v_key constant text := case when v_off then 'notice.off_' else 'notice.day_' end;
begin
    return query select q.opens, q.closes from quiet_hours q
        where q.center_id = current_center() and q.is_day_off = v_off and q.valid @> p_day;
    if not found then
        return query select time '00:00' + make_interval(mins => rule_value(v_key || 'from_min', p_day)),
            time '00:00' + make_interval(mins => rule_value(v_key || 'until_min', p_day));
    end if;
end $$;
grant execute on function duty.notice_hours(date) to duty_app, duty_guard;
