-- What of a rule's form has to be worked out before it can be saved: the recurrence rule (null:
-- every day), the day it counts from, and the first day wanted. A rule id empty: a new one of the
-- post.
create or replace function duty.demand_rrule(p_rule_id text, p_post_id text, p_form jsonb)
    returns jsonb
language plpgsql set search_path = duty, pg_temp as $$
declare
    v_rule constant bigint := arg_int('rule_id', p_rule_id);
    v_from date;
begin
    if v_rule is not null then
        perform demand_rule_open(v_rule);
    else
        perform demand_post_open(arg_int('post_id', p_post_id, true));
    end if;
    v_from := arg_date('from', p_form ->> 'from', true);
    return jsonb_build_object('rrule', demand_rrule_text(p_form), 'from', v_from,
        'dtstart', coalesce(arg_date('dtstart', p_form ->> 'dtstart'), v_from));
end $$;
grant execute on function duty.demand_rrule(text, text, jsonb) to duty_app;
