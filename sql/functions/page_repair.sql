-- Who drops out, what is lost, and the engine's ways out of it (mode repair); p_answer {} without.
create or replace function duty.page_repair(
    p_absence text, p_provider text, p_from text, p_to text, p_month text, p_answer jsonb)
    returns jsonb
language plpgsql stable set search_path = duty, pg_temp as $$
declare
    v_case constant jsonb := repair_case(p_absence, p_provider, p_from, p_to, p_month);
begin
    return jsonb_build_object('case', v_case - 'during' - 'roster_id', 'month', v_case -> 'month',
        'version', (select draft_version from roster where center_id = current_center()
            and roster_id = (v_case ->> 'roster_id')::bigint),
        'is_answered', p_answer ? 'alternatives', 'proved', p_answer -> 'proved',
        'emptied', (
            select coalesce(jsonb_agg(jsonb_build_object('post', d.name, 'role', s.role,
                'starts', wall(s.starts), 'ends', wall(s.ends)) order by s.starts, d.name), '[]')
            from jsonb_to_recordset(p_answer -> 'emptied') x(shift bigint)
            join shift s on s.center_id = current_center() and s.shift_id = x.shift
            join duty_post d on d.center_id = s.center_id and d.post_id = s.post_id),
        'ways', repair_ways((v_case ->> 'roster_id')::bigint, p_answer),
        'form', jsonb_build_object('provider', coalesce(p_provider, ''),
            'from', coalesce(nullif(p_from, ''), (select duty.today(zone)::text from center
                where center_id = current_center())), 'to', coalesce(p_to, '')),
        'options', jsonb_build_object('provider', (
            select coalesce(jsonb_agg(jsonb_build_object('value', provider_id::text, 'name', name)
                order by name collate "vi-x-icu"), '[]')
            from staff() where is_here)));
end $$;
grant execute on function duty.page_repair(text, text, text, text, text, jsonb) to duty_app;
