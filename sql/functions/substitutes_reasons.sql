-- What speaks for and against one substitute of the engine's ranking: rank.KEY with its arguments.
create or replace function duty.substitutes_reasons(
    p_shift duty.shift, p_post duty.duty_post, p_ranked jsonb) returns jsonb
language plpgsql stable set search_path = duty, pg_temp as $$
declare
    v_provider constant bigint := p_ranked ->> 'provider';
    v_before constant numeric := round((p_ranked ->> 'rest_before_min')::numeric / 60);
    v_after constant numeric := round((p_ranked ->> 'rest_after_min')::numeric / 60);
    v_fairness constant bigint := coalesce((p_ranked #>> '{cost,fairness}')::bigint, 0);
    v_wish integer;
    v_is_theirs boolean;
begin
    select weight into v_wish from preference where center_id = current_center()
        and provider_id = v_provider and day = p_shift.duty_day;
    v_is_theirs := exists (select from area_charge where center_id = current_center()
        and provider_id = v_provider and area_id = p_post.area_id and valid @> p_shift.duty_day);
    return jsonb_build_array(jsonb_build_object('key', case
                when v_before is not null and v_after is not null then 'rest_both'
                when v_before is not null then 'rest_before'
                when v_after is not null then 'rest_after' else 'rest_none' end,
            'before', v_before, 'after', v_after),
        jsonb_build_object('key', 'load', 'week', p_ranked -> 'duties_week',
            'month', p_ranked -> 'duties_month'))
        || case when v_fairness <> 0 then jsonb_build_array(jsonb_build_object('key',
            case when v_fairness < 0 then 'less_points' else 'more_points' end)) else '[]' end
        || case when p_post.place_id is not null then jsonb_build_array(jsonb_build_object(
            'key', 'travel', 'minutes', p_ranked -> 'travel_min')) else '[]' end
        || case when p_post.area_id is not null then jsonb_build_array(jsonb_build_object('key',
            case when v_is_theirs then 'area' else 'other_area' end)) else '[]' end
        || case when v_wish is not null then jsonb_build_array(jsonb_build_object('key',
            case when v_wish > 0 then 'wish' else 'wish_not' end)) else '[]' end
        || case when busy_during(v_provider, p_shift.during) then
            jsonb_build_array(jsonb_build_object('key', 'busy')) else '[]' end;
end $$;
grant execute on function duty.substitutes_reasons(duty.shift, duty.duty_post, jsonb) to duty_app;
