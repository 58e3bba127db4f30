-- The form of a rule. Saved when the form carries the mark of what it would do (demand_seen);
-- otherwise nothing is kept and the page with that effect comes back. p_rule_id empty: a new rule of
-- the post. p_days: what dutyparse made of the recurrence, null for every day.
create or replace function duty.demand_rule_put(
    p_rule_id text, p_post_id text, p_form jsonb, p_days jsonb) returns jsonb
language plpgsql set search_path = duty, pg_temp as $$
declare
    v_rule constant bigint := arg_int('rule_id', p_rule_id);
    v_old demand_rule;
    v_new demand_rule;
    v_effect jsonb;
begin
    perform write_lock();
    if v_rule is not null then
        v_old := demand_rule_open(v_rule);
    end if;
    v_new := demand_rule_read(demand_post_open(
        coalesce(v_old.post_id, arg_int('post_id', p_post_id, true))), p_form, p_days);
    begin
        v_new.rule_id := demand_rule_store(v_old, v_new, p_days);
        v_effect := jsonb_build_object('makes', demand_makes(v_new.rule_id),
            'rosters', demand_effect(), 'rrule', v_new.rrule, 'dates_until', v_new.dates_until,
            'goes_on', p_days -> 'goes_on');
        if p_form ->> 'seen' is distinct from demand_seen(p_form, v_effect) then
            raise exception using errcode = 'DU100';
        end if;
    exception when sqlstate 'DU100' then
        return jsonb_build_object('me', session_me(), 'page',
            demand_rule_form(p_rule_id, p_post_id) || jsonb_build_object('form', p_form,
                'preview', v_effect || jsonb_build_object('seen', demand_seen(p_form, v_effect))));
    end;
    perform demand_refresh_all();
    perform audit_add('demand.rule', 'demand_rule', v_new.rule_id::text, jsonb_build_object(
        'before', to_jsonb(v_old), 'after', to_jsonb(v_new)));
    return jsonb_build_object('rule_id', v_new.rule_id, 'post_id', v_new.post_id);
end $$;
grant execute on function duty.demand_rule_put(text, text, jsonb, jsonb) to duty_app;
