-- One hearing from a court's program: what the answer is once its row has been taken in. What is wrong
-- with it undoes everything; the first fault is the problem's, all of them its errors. Calling off what
-- the court never sent, or what is over, is refused: nothing would be changed by it.
create or replace function duty.api_one(p_row jsonb) returns jsonb
language plpgsql set search_path = duty, pg_temp as $$
declare
    v_one constant jsonb := api_take(jsonb_build_array(p_row)) -> 'results' -> 0;
    v_bad constant jsonb := v_one -> 'errors' -> 0;
begin
    if v_bad is not null then
        perform fail(v_bad ->> 'key', p_field => v_bad ->> 'field', p_value => v_bad ->> 'value',
            p_args => coalesce(v_bad -> 'args', '{}') || jsonb_build_object('errors',
                v_one -> 'errors'));
    end if;
    if not v_one ? 'hearing' then
        perform fail('error.api.not_found', 'DU404', p_field => 'id', p_value => p_row ->> 'uid');
    elsif v_one ->> 'verdict' <> 'conflict' and p_row #>> '{fields,state}' = 'cancelled'
            and v_one #>> '{hearing,state}' <> 'cancelled' then
        perform fail('error.api.over', 'DU409', p_field => 'id', p_value => p_row ->> 'uid');
    end if;
    return jsonb_build_object('etag', v_one ->> 'etag', 'verdict', v_one ->> 'verdict',
        'status', case v_one ->> 'verdict' when 'new' then 201 when 'conflict' then 409 else 200 end,
        'problem', case v_one ->> 'verdict' when 'conflict' then 'error.api.conflict' end,
        'location', '/api/v1/hearings/' || (p_row ->> 'uid'),
        'body', case v_one ->> 'verdict' when 'conflict'
            then jsonb_build_object('hearing', v_one -> 'hearing') else v_one -> 'hearing' end);
end $$;
grant execute on function duty.api_one(jsonb) to duty_app;
