-- The court's hearings of a span of days (from today, thirty days), by whatever door they came, in the
-- order of their time. after: where the page before ended; what is added or moved meanwhile never
-- makes a page repeat or skip another hearing.
create or replace function duty.api_list(p_from text, p_to text, p_limit text, p_after text)
    returns jsonb
language plpgsql stable set search_path = duty, pg_temp as $$
declare
    v_from date;
    v_to date;
    v_limit constant bigint := coalesce(arg_int('limit', p_limit, false, 1, 500), 100);
    v_after constant text[] := regexp_match(nullif(p_after, ''),
        '^(\d{4})(\d\d)(\d\d)T((?:[01]\d|2[0-3])[0-5]\d)\.(\d{1,17})$');
    v_after_day constant text := format('%s-%s-%s', v_after[1], v_after[2], v_after[3]);
    v_ids bigint[];
    v_next text;
begin
    if nullif(p_after, '') is not null and api_is_date(v_after_day) is not true then
        perform fail('error.field.token', p_field => 'after', p_value => p_after);
    end if;
    select coalesce(api_day('from', p_from), duty.today(zone)) into v_from
        from center where center_id = current_center();
    v_to := coalesce(api_day('to', p_to), v_from + 30);
    select array_agg(hearing_id order by starts, hearing_id) into v_ids from (
        select h.hearing_id, h.starts from hearing h
        where h.center_id = current_center() and h.starts >= v_from::timestamp
            and h.starts < (v_to + 1)::timestamp
            and (v_after is null or (h.starts, h.hearing_id)
                > (to_timestamp(v_after_day || v_after[4], 'YYYY-MM-DDHH24MI')::timestamp, v_after[5]::bigint))
        order by h.starts, h.hearing_id limit v_limit + 1) x;
    if cardinality(v_ids) > v_limit then
        v_ids := v_ids[1:v_limit];
        select format('/api/v1/hearings?from=%s&to=%s&limit=%s&after=%s.%s', v_from, v_to, v_limit,
                to_char(starts, 'YYYYMMDD"T"HH24MI'), hearing_id) into v_next
            from hearing where center_id = current_center() and hearing_id = v_ids[v_limit];
    end if;
    return jsonb_build_object('status', 200, 'next', v_next, 'body', jsonb_build_object('from', v_from,
        'to', v_to, 'next', v_next, 'hearings', (
            select coalesce(jsonb_agg(h.body order by array_position(v_ids, h.hearing_id)), '[]')
            from api_hearings(v_ids) h)));
end $$;
grant execute on function duty.api_list(text, text, text, text) to duty_app;
