-- Closes a post after a day; its rules ask for nothing from then on. As demand_rule_put, it first
-- comes back with what that would do.
create or replace function duty.demand_post_end(p_post_id text, p_form jsonb) returns jsonb
language plpgsql set search_path = duty, pg_temp as $$
declare
    v duty_post;
    v_last date;
    v_first date;
    v_effect jsonb;
begin
    perform write_lock();
    v := demand_post_open(arg_int('post_id', p_post_id, true));
    v_last := arg_date('last', p_form ->> 'last', true);
    select greatest(today(zone), lower(v.valid)) into v_first from center
        where center_id = v.center_id;
    if v_last < v_first then
        perform fail('error.demand.past', p_field => 'last', p_value => v_last::text,
            p_args => jsonb_build_object('today', v_first));
    end if;
    begin
        update duty_post set valid = daterange(lower(valid), v_last + 1)
            where center_id = v.center_id and post_id = v.post_id;
        v_effect := jsonb_build_object('rosters', demand_effect());
        if p_form ->> 'seen' is distinct from demand_seen(p_form, v_effect) then
            raise exception using errcode = 'DU100';
        end if;
    exception when sqlstate 'DU100' then
        return jsonb_build_object('me', session_me(), 'page',
            demand_end_form('', p_post_id) || jsonb_build_object('form', p_form,
                'preview', v_effect || jsonb_build_object('seen', demand_seen(p_form, v_effect))));
    end;
    perform demand_refresh_all();
    perform audit_add('demand.post_end', 'duty_post', v.post_id::text, jsonb_build_object(
        'before', to_jsonb(v), 'last', v_last));
    return jsonb_build_object('post_id', v.post_id);
end $$;
grant execute on function duty.demand_post_end(text, jsonb) to duty_app;
