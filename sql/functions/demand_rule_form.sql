-- The form of a rule: what it starts from and what it offers. p_rule_id empty: a new rule of the
-- post, or of the kind's usual hours.
create or replace function duty.demand_rule_form(p_rule_id text, p_post_id text) returns jsonb
language plpgsql stable set search_path = duty, pg_temp as $$
declare
    v_id constant bigint := arg_int('rule_id', p_rule_id);
    v_post duty_post;
    v demand_rule;
    v_next date;
    v_form jsonb;
begin
    select * into v from demand_rule where center_id = current_center() and rule_id = v_id;
    select * into v_post from duty_post where center_id = current_center()
        and post_id = coalesce(v.post_id, arg_int('post_id', p_post_id));
    if v_post.post_id is null or (v_id is not null and v.rule_id is null) then
        perform fail('error.not_found', 'DU404');
    end if;
    select (date_trunc('month', today(zone)) + interval '1 month')::date into v_next
        from center where center_id = v_post.center_id;
    if v_id is null then
        v.role := 'main';
        v.starts := case v_post.kind when 'custody_phone' then '07:00' when 'hotline' then '08:00'
            else '07:30' end;
        v.ends := case v_post.kind when 'custody_phone' then '19:00'
            when 'court_onsite' then '11:30' else '17:00' end;
        v.day_types := case when v_post.kind = 'custody_phone' then array['work', 'weekend',
            'holiday', 'substitute_holiday', 'swapped_day_off', 'working_saturday']
            else array['work', 'working_saturday'] end;
        v.needed := 1;
        v.points := 100;
        v.priority := case when v_post.kind = 'custody_phone' then 9 else 5 end;
    end if;
    v_form := demand_pattern(v.rrule) || jsonb_build_object('role', v.role,
            'starts', to_char(v.starts, 'HH24:MI'), 'ends', to_char(v.ends, 'HH24:MI'),
            'needed', v.needed::text, 'per_cases', v.per_cases::text, 'points', v.points::text,
            'priority', v.priority::text, 'rrule', v.rrule, 'dtstart', v.dtstart,
            'from', greatest(v_next, lower(v_post.valid), lower(v.valid)),
            'until', upper(v.valid) - 1)
        || coalesce((select jsonb_object_agg('t_' || t, '1') from unnest(v.day_types) t), '{}')
        || coalesce((select jsonb_object_agg('s_' || k, '1') from unnest(v.skills) k), '{}');
    return jsonb_build_object('rule_id', v_id, 'post_id', v_post.post_id, 'post', v_post.name,
        'kind', v_post.kind, 'is_court', v_post.kind like 'court%', 'form', v_form,
        'options', jsonb_build_object(
            'role', options(array['main', 'backup', 'centre']),
            'nth', options(array['1', '2', '3', '4', 'last']),
            'nth_day', options(array['1', '2', '3', '4', '5', '6', '7'])));
end $$;
grant execute on function duty.demand_rule_form(text, text) to duty_app;
