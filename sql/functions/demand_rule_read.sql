-- A rule as its form gives it. p_days: what dutyparse made of its recurrence, null for every day.
create or replace function duty.demand_rule_read(p_post duty.duty_post, p_form jsonb, p_days jsonb)
    returns duty.demand_rule
language plpgsql stable set search_path = duty, pg_temp as $$
declare
    v demand_rule;
    v_from constant date := arg_date('from', p_form ->> 'from', true);
    v_until constant date := arg_date('until', p_form ->> 'until');
begin
    v.center_id := p_post.center_id;
    v.post_id := p_post.post_id;
    v.role := arg_choice('role', p_form ->> 'role', array['main', 'backup', 'centre'], 'main');
    v.starts := arg_time('starts', p_form ->> 'starts', true);
    v.ends := arg_time('ends', p_form ->> 'ends', true);
    v.day_types := array(select t from unnest(array['work', 'weekend', 'holiday',
        'substitute_holiday', 'swapped_day_off', 'working_saturday']) t
        where p_form ->> ('t_' || t) = '1');
    v.skills := array(select k from unnest(array['khmer', 'sign_language', 'juvenile']) k
        where p_form ->> ('s_' || k) = '1');
    v.needed := coalesce(arg_int('needed', p_form ->> 'needed', false, 1, 20), 1);
    v.per_cases := arg_int('per_cases', p_form ->> 'per_cases', false, 1, 100);
    v.points := arg_int('points', p_form ->> 'points', true, 1, 10000);
    v.priority := coalesce(arg_int('priority', p_form ->> 'priority', false, 1, 9), 5);
    if v.day_types = '{}' then
        perform fail('error.field.required', p_field => 'day_types');
    end if;
    if v.per_cases is not null and not exists (select from org_unit
            where center_id = p_post.center_id and org_id = p_post.org_id and kind = 'court') then
        perform fail('error.demand.no_court', p_field => 'per_cases',
            p_value => p_form ->> 'per_cases');
    end if;
    if v_until < v_from then
        perform fail('error.demand.order', p_field => 'until', p_value => p_form ->> 'until');
    end if;
    v.valid := daterange(v_from, v_until + 1);
    if p_days is not null then
        v.rrule := p_days ->> 'rrule';
        v.dtstart := coalesce(arg_date('dtstart', p_form ->> 'dtstart'), v_from);
        v.dates_until := (p_days ->> 'until')::date;
    end if;
    return v;
end $$;
grant execute on function duty.demand_rule_read(duty.duty_post, jsonb, jsonb) to duty_app;
