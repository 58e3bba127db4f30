-- A stored reason as pages show it: the word for what decided, how many could, which rules kept how
-- many out, who was next, and for a choice of people who made it, when, and what they overruled.
create or replace function duty.why_words(p_reason jsonb) returns jsonb
language plpgsql stable set search_path = duty, pg_temp as $$
begin
    return jsonb_build_object('decided', p_reason -> 'decided', 'eligible', p_reason -> 'eligible',
        'by', (select n.full_name from account a join person n using (center_id, person_id)
            where a.center_id = current_center() and a.account_id = (p_reason ->> 'by')::bigint),
        'at', p_reason -> 'at', 'overruled', p_reason -> 'overruled',
        'excluded', (
            select coalesce(jsonb_agg(jsonb_build_object('rule', rule, 'count', n)
                order by n desc, rule), '[]')
            from (select shown_code(k) as rule, sum(v::integer) as n
                  from jsonb_each_text(p_reason -> 'excluded') e(k, v) group by 1) x),
        'next', (
            select coalesce(jsonb_agg(jsonb_build_object('name', o.name, 'more', x -> 'more')
                order by (x ->> 'more')::bigint), '[]')
            from jsonb_array_elements(p_reason -> 'next') x
            join staff() o on o.provider_id = (x ->> 'provider')::bigint));
end $$;
grant execute on function duty.why_words(jsonb) to duty_app;
