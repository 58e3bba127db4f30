-- The board of a day: who is on duty now, the day's shifts and hearings, and what needs a hand.
-- A provider sees the own hearings, a clerk those of the own court, the police none.
create or replace function duty.page_today(p_day text) returns jsonb
language plpgsql stable set search_path = duty, pg_temp as $$
declare
    v_role constant text := current_actor();
    v_leads constant boolean := v_role in ('coordinator', 'director', 'administrator');
    v_today date;
    v_day date := arg_date('day', p_day);
begin
    select duty.today(zone) into v_today from center where center_id = current_center();
    v_day := coalesce(v_day, v_today);
    return jsonb_build_object('day', v_day, 'today', v_today, 'dow', extract(isodow from v_day),
        'prev', v_day - 1, 'next', v_day + 1, 'is_today', v_day = v_today, 'role', v_role,
        'day_type', day_type(v_day),
        'holiday_name', day_name(v_day),
        'hotline', (select hotline from center where center_id = current_center()),
        'now', board(v_today, true), 'shifts', board(v_day, false),
        'hearings', today_hearings(v_day), 'shows_hearings', may('hearing.read'),
        'gaps', case when v_leads then today_gaps(v_today) else '[]' end,
        'clashes', today_clashes(v_today), 'swaps', today_swaps(), 'lists', today_lists(v_today),
        'people', today_people(v_today), 'court', today_court(v_today),
        'sources', today_sources(), 'gateways', today_gateways(), 'cases', today_cases(v_today),
        'answers', today_answers(), 'tasks', today_tasks(),
        'notices', case when v_leads then (
            select jsonb_build_object('queued', count(*) filter (where state in ('queued', 'leased')),
                'failed', count(*) filter (where state in ('failed', 'expired')),
                'unknown', count(*) filter (where state = 'unknown'),
                'trouble', count(*) filter (where state in ('failed', 'expired', 'unknown')) > 0)
            from notice where center_id = current_center()
                and created_at > duty.now() - interval '7 days') end);
end $$;
grant execute on function duty.page_today(text) to duty_app;
