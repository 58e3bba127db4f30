-- My wishes for a month as the form has them: {"d1": "want", "d17": "strongly_not"}; a day without a
-- word has no wish.
create or replace function duty.wish_save(p_month text, p_fields text) returns jsonb
language plpgsql set search_path = duty, pg_temp as $$
declare
    v_center constant bigint := current_center();
    v_me constant bigint := current_provider();
    v_month constant date := arg_month('month', p_month, true);
    v_levels constant jsonb := '{"want": 3, "rather_not": -2, "strongly_not": -5}';
    v_field record;
    v_wishes jsonb;
begin
    perform write_lock();
    if v_me is null then
        perform fail('error.forbidden', 'DU403');
    elsif not wish_open(v_month) then
        perform fail('error.wish.closed', 'DU409', 'month', to_char(v_month, 'MM/YYYY'));
    end if;
    delete from preference where center_id = v_center and provider_id = v_me
        and day >= v_month and day < v_month + interval '1 month';
    for v_field in
        select key, value, v_month + substring(key from 2)::integer - 1 as day
        from jsonb_each_text(p_fields::jsonb)
        where key ~ '^d([1-9]|[12]\d|3[01])$' and value <> ''
            and v_month + substring(key from 2)::integer - 1 < v_month + interval '1 month'
        order by substring(key from 2)::integer
    loop
        perform arg_choice(v_field.key, v_field.value, array['want', 'rather_not', 'strongly_not']);
        insert into preference values (v_center, v_me, v_field.day,
            (v_levels ->> v_field.value)::integer);
    end loop;
    select coalesce(jsonb_object_agg(day, weight), '{}') into v_wishes from preference
        where center_id = v_center and provider_id = v_me
            and day >= v_month and day < v_month + interval '1 month';
    perform audit_add('wish.save', 'provider', v_me::text,
        jsonb_build_object('month', p_month, 'wishes', v_wishes));
    return jsonb_build_object('month', p_month);
end $$;
grant execute on function duty.wish_save(text, text) to duty_app;
