-- My absences, and the form to ask for one.
create or replace function duty.page_me_absences() returns jsonb
language plpgsql stable set search_path = duty, pg_temp as $$
declare
    v_me constant bigint := current_provider();
    v_today date;
begin
    select duty.today(zone) into v_today from center where center_id = current_center();
    return jsonb_build_object('provider_id', v_me, 'today', v_today,
        'form', jsonb_build_object('kind', 'leave', 'from', v_today + 1),
        'options', jsonb_build_object('kind', options(array['leave', 'sick', 'training', 'other'])),
        'absences', case when v_me is not null then absence_list(v_me, null) else '[]' end);
end $$;
grant execute on function duty.page_me_absences() to duty_app;
