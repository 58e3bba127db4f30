-- When a hearing without a stated end is over: as long after its start as it was before, or, a new
-- one, after the usual length; never past midnight.
create or replace function duty.hearing_ends(p_hearing_id bigint, p_starts timestamp)
    returns timestamp
language plpgsql stable set search_path = duty, pg_temp as $$
declare
    v_length interval;
begin
    select ends - starts into v_length from hearing
        where center_id = current_center() and hearing_id = p_hearing_id;
    return least(p_starts::date + time '23:59', p_starts + coalesce(v_length,
        make_interval(mins => rule_value('hearing.default_minutes', p_starts::date))));
end $$;
grant execute on function duty.hearing_ends(bigint, timestamp) to duty_app;
