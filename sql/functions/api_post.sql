-- POST: one hearing, or a list of up to 500. Of a list, what is good is taken and what is bad is said;
-- a list with nothing good in it is refused as a whole.
create or replace function duty.api_post(p_body text) returns jsonb
language plpgsql set search_path = duty, pg_temp as $$
declare
    v_most constant integer := 500;
    v_body constant json := arg_json('body', p_body);
    v_rows jsonb;
    v_done jsonb;
    v_bad integer;
begin
    if json_typeof(v_body) = 'object' then
        return api_one(api_row(v_body, 1));
    elsif json_typeof(v_body) <> 'array' or json_array_length(v_body) not between 1 and v_most then
        perform fail('error.api.shape', p_field => 'body', p_args => jsonb_build_object('max', v_most));
    end if;
    select jsonb_agg(api_row(item, n) order by n) into v_rows
        from json_array_elements(v_body) with ordinality x(item, n);
    v_rows := api_once(v_rows);
    v_done := api_take(v_rows);
    v_bad := v_done -> 'counts' ->> 'bad';
    if v_bad = jsonb_array_length(v_rows) then
        perform fail('error.api.all_bad', p_args => jsonb_build_object('n', v_bad, 'results',
            v_done -> 'results'));
    end if;
    return jsonb_build_object('status', case when v_bad > 0 or (v_done #>> '{counts,conflict}')::integer > 0
            then 207 else 200 end,
        'body', (v_done -> 'counts') || jsonb_build_object('results', v_done -> 'results'));
end $$;
grant execute on function duty.api_post(text) to duty_app;
