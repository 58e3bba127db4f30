-- My wishes for a month, day by day. Month empty: the next one.
create or replace function duty.page_me_wishes(p_month text) returns jsonb
language plpgsql stable set search_path = duty, pg_temp as $$
declare
    v_center constant bigint := current_center();
    v_me constant bigint := current_provider();
    v_month date := arg_month('month', p_month);
    v_today date;
begin
    select duty.today(zone) into v_today from center where center_id = v_center;
    v_month := coalesce(v_month, date_trunc('month', v_today) + interval '1 month');
    return jsonb_build_object('provider_id', v_me, 'month', to_char(v_month, 'YYYY-MM'),
        'first', v_month, 'prev', to_char(v_month - interval '1 month', 'YYYY-MM'),
        'next', to_char(v_month + interval '1 month', 'YYYY-MM'), 'is_open', wish_open(v_month),
        'max', rule_value('wish.max_per_month', v_month),
        'max_strong', rule_value('wish.max_strong_per_month', v_month), 'form', '{}'::jsonb,
        'days', (
            select jsonb_agg(jsonb_build_object('day', g::date, 'field', 'd' || extract(day from g),
                'off', extract(isodow from g) > 5 or day_type(g::date) not in ('work', 'working_saturday'),
                'level', wish_level(w.weight), 'choices', (
                    select jsonb_agg(jsonb_build_object('value', c, 'selected',
                        c is not distinct from wish_level(w.weight)) order by i)
                    from unnest(array['want', 'rather_not', 'strongly_not'])
                        with ordinality x(c, i))) order by g)
            from generate_series(v_month, v_month + interval '1 month' - interval '1 day',
                interval '1 day') g
            left join preference w on w.center_id = v_center and w.provider_id = v_me
                and w.day = g::date));
end $$;
grant execute on function duty.page_me_wishes(text) to duty_app;
