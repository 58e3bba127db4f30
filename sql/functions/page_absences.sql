-- The Centre's absences: what is asked for comes first, then what is and what comes; and the wishes of
-- the coming months.
create or replace function duty.page_absences(p_state text) returns jsonb
language plpgsql stable set search_path = duty, pg_temp as $$
declare
    v_states constant text[] := array['asked', 'approved', 'refused', 'withdrawn', 'cancelled'];
    v_state constant text := arg_choice('state', p_state, v_states);
    v_today date;
    v_all jsonb;
begin
    select duty.today(zone) into v_today from center where center_id = current_center();
    v_all := absence_list(null, v_state);
    return jsonb_build_object('form', jsonb_build_object('state', v_state),
        'options', jsonb_build_object('state', options(v_states)),
        'asked', jsonb_path_query_array(v_all, '$[*] ? (@.is_asked == true)'),
        'absences', jsonb_path_query_array(v_all, '$[*] ? (@.is_asked == false)'),
        'can_write', may('people.write'), 'wishes', (
            select coalesce(jsonb_agg(w.line order by w.month, w.name collate "vi-x-icu"), '[]')
            from (select to_char(p.day, 'YYYY-MM') as month, t.name, jsonb_build_object(
                      'provider_id', t.provider_id, 'name', t.name,
                      'month', to_char(p.day, 'YYYY-MM'), 'days', jsonb_agg(jsonb_build_object(
                          'day', p.day, 'level', wish_level(p.weight)) order by p.day)) as line
                  from preference p join staff() t on t.provider_id = p.provider_id
                  where p.center_id = current_center() and p.day >= v_today
                  group by 1, t.provider_id, t.name) w));
end $$;
grant execute on function duty.page_absences(text) to duty_app;
