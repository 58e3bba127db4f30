-- The shifts a rule makes next month, or where it makes none then, in the first month of the year
-- ahead in which it does.
create or replace function duty.demand_makes(p_rule_id bigint) returns jsonb
language plpgsql stable set search_path = duty, pg_temp as $$
declare
    v_next constant date := (select date_trunc('month', today(zone)) + interval '1 month'
        from center where center_id = current_center());
    v_month date;
    v_shifts jsonb;
begin
    for i in 0 .. 12 loop
        v_month := v_next + make_interval(months => i);
        select jsonb_agg(jsonb_build_object('starts', wall(d.starts), 'ends', wall(d.ends),
                'needed', d.needed, 'day_type', d.day_type) order by d.starts)
            into v_shifts
            from demand_shifts(v_month, (v_month + interval '1 month - 1 day')::date) d
            where d.rule_id = p_rule_id;
        exit when v_shifts is not null;
    end loop;
    return jsonb_build_object('month', to_char(case when v_shifts is null then v_next
        else v_month end, 'YYYY-MM'), 'count', coalesce(jsonb_array_length(v_shifts), 0),
        'makes_none', v_shifts is null, 'is_later', v_shifts is not null and v_month > v_next,
        'next_month', to_char(v_next, 'YYYY-MM'), 'shifts', coalesce(v_shifts, '[]'));
end $$;
grant execute on function duty.demand_makes(bigint) to duty_app;
