-- The calendar's form. As demand_rule_put: saved when it carries the mark of what it would change in
-- drafted and published months, otherwise the page comes back with that.
create or replace function duty.calendar_put(p_form jsonb) returns jsonb
language plpgsql set search_path = duty, pg_temp as $$
declare
    v_days center_day[];
    v_before jsonb;
    v_effect jsonb;
begin
    perform write_lock();
    v_days := array(select d from calendar_read(p_form) d);
    v_before := (select jsonb_agg(to_jsonb(k)) from center_day k join unnest(v_days) d
        on k.center_id = d.center_id and k.day = d.day);
    begin
        perform calendar_store(v_days);
        v_effect := jsonb_build_object('rosters', demand_effect());
        if p_form ->> 'seen' is distinct from demand_seen(p_form, v_effect) then
            raise exception using errcode = 'DU100';
        end if;
    exception when sqlstate 'DU100' then
        return jsonb_build_object('me', session_me(), 'page',
            page_calendar(to_char(v_days[1].day, 'YYYY'), '') || jsonb_build_object('form', p_form,
                'preview', v_effect || jsonb_build_object('seen', demand_seen(p_form, v_effect))));
    end;
    perform demand_refresh_all();
    perform audit_add('calendar.day', 'center_day', v_days[1].day::text, jsonb_build_object(
        'before', v_before, 'after', to_jsonb(v_days)));
    return jsonb_build_object('year', to_char(v_days[1].day, 'YYYY'));
end $$;
grant execute on function duty.calendar_put(jsonb) to duty_app;
