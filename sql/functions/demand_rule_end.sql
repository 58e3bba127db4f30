-- Ends a rule after a day; one that never began and was not used is taken out. As demand_rule_put,
-- it first comes back with what that would do. last: empty gives the page to ask it on.
create or replace function duty.demand_rule_end(p_rule_id text, p_form jsonb) returns jsonb
language plpgsql set search_path = duty, pg_temp as $$
declare
    v demand_rule;
    v_last date;
    v_today date;
    v_effect jsonb;
begin
    perform write_lock();
    v := demand_rule_open(arg_int('rule_id', p_rule_id, true));
    v_last := arg_date('last', p_form ->> 'last', true);
    select today(zone) into v_today from center where center_id = v.center_id;
    if demand_rule_used(v) and v_last < greatest(v_today, lower(v.valid)) then
        perform fail('error.demand.past', p_field => 'last', p_value => v_last::text,
            p_args => jsonb_build_object('today', greatest(v_today, lower(v.valid))));
    end if;
    begin
        if v_last < lower(v.valid) then
            delete from demand_rule where center_id = v.center_id and rule_id = v.rule_id;
        else
            update demand_rule set valid = daterange(lower(valid), v_last + 1)
                where center_id = v.center_id and rule_id = v.rule_id;
        end if;
        v_effect := jsonb_build_object('rosters', demand_effect());
        if p_form ->> 'seen' is distinct from demand_seen(p_form, v_effect) then
            raise exception using errcode = 'DU100';
        end if;
    exception when sqlstate 'DU100' then
        return jsonb_build_object('me', session_me(), 'page',
            demand_end_form(p_rule_id, '') || jsonb_build_object('form', p_form,
                'preview', v_effect || jsonb_build_object('seen', demand_seen(p_form, v_effect))));
    end;
    perform demand_refresh_all();
    perform audit_add('demand.rule_end', 'demand_rule', v.rule_id::text, jsonb_build_object(
        'before', to_jsonb(v), 'last', v_last));
    return jsonb_build_object('rule_id', v.rule_id);
end $$;
grant execute on function duty.demand_rule_end(text, jsonb) to duty_app;
