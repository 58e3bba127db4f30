-- The engine's ranking of substitutes for a shift in words: who, with which reasons (rank.KEY and
-- its arguments), and what must be passed on first.
create or replace function duty.substitutes_ranked(
    p_shift bigint, p_ranking jsonb) returns jsonb
language plpgsql stable set search_path = duty, pg_temp as $$
declare
    v_shift shift;
    v_post duty_post;
begin
    select * into v_shift from shift where center_id = current_center() and shift_id = p_shift;
    select * into v_post from duty_post
        where center_id = current_center() and post_id = v_shift.post_id;
    return (
        select coalesce(jsonb_agg(jsonb_build_object('n', i, 'provider_id', t.provider_id,
            'name', t.name, 'phone', t.phone, 'adds', x -> 'adds', 'cost', x -> 'cost',
            'reasons', substitutes_reasons(v_shift, v_post, x),
            'also', case when jsonb_typeof(x -> 'chain') = 'object' then format('%s:%s:%s',
                x #>> '{chain,shift}', t.provider_id, x #>> '{chain,to}') end,
            'chain', case when jsonb_typeof(x -> 'chain') = 'object' then (
                select barrier_words(p_shift, x -> 'chain') || jsonb_build_object(
                    'given_post', d.name, 'given_day', to_char(s.starts, 'DD/MM'),
                    'given_time', to_char(s.starts, 'HH24:MI'), 'to_name', o.name)
                from shift s
                join duty_post d on d.center_id = s.center_id and d.post_id = s.post_id
                join staff() o on o.provider_id = (x #>> '{chain,to}')::bigint
                where s.center_id = current_center()
                    and s.shift_id = (x #>> '{chain,shift}')::bigint) end) order by i), '[]')
        from jsonb_array_elements(p_ranking -> 'substitutes') with ordinality e(x, i)
        join staff() t on t.provider_id = (x ->> 'provider')::bigint);
end $$;
grant execute on function duty.substitutes_ranked(bigint, jsonb) to duty_app;
