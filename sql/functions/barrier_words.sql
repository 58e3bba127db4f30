-- What a sentence about a broken rule is made of: because.SENTENCE with these arguments. p_hit: the
-- rule and its facts, as duty_barrier_facts or the engine (docs/roster-rules.md) gives them; the
-- engine counts start in minutes of the month. Null for null.
create or replace function duty.barrier_words(p_shift bigint, p_hit jsonb) returns jsonb
language plpgsql stable set search_path = duty, pg_temp as $$
declare
    v_rule constant text := p_hit ->> 'rule';
    v_needed constant integer := p_hit ->> 'needed';
    v_other shift;
    v_from timestamp;
    v_until timestamp;
begin
    if v_rule is null then
        return null;
    end if;
    select o.* into v_other from shift o
        where o.center_id = current_center() and o.shift_id = coalesce(p_hit ->> 'other_shift',
            case when v_rule in ('overlap', 'rest') then p_hit ->> 'ref' end)::bigint;
    select coalesce(v_other.starts, case jsonb_typeof(p_hit -> 'start')
            when 'number' then lower(r.period) + make_interval(mins => (p_hit ->> 'start')::integer)
            when 'string' then (p_hit ->> 'start')::timestamp end) into v_from
        from shift s join roster r on r.center_id = s.center_id and r.roster_id = s.roster_id
        where s.center_id = current_center() and s.shift_id = p_shift;
    select (upper(a.during) at time zone c.zone) - interval '1 minute' into v_until
        from absence a join center c on c.center_id = a.center_id
        where v_rule = 'absence' and a.center_id = current_center()
            and a.absence_id = (p_hit ->> 'ref')::bigint;
    return (
        select jsonb_strip_nulls(jsonb_build_object('rule', v_rule, 'is_own', rule_is_own(v_rule),
            'sentence', case when v_rule = 'rest' then 'rest'
                    || case when v_other.starts < s.starts then '_after' else '_before' end
                    || case when v_other.is_night then '_night' else '' end
                else v_rule end,
            'found', p_hit -> 'found', 'needed', v_needed,
            'found_h', round(((p_hit ->> 'found')::numeric / 60), 1)::float8,
            'needed_h', round((v_needed::numeric / 60), 1)::float8,
            'until', case when v_rule = 'release'
                then to_char(time '00:00' + make_interval(mins => v_needed), 'HH24:MI')
                else to_char(v_until, 'DD/MM') end,
            'post', d.name, 'day', to_char(coalesce(v_from, s.starts), 'DD/MM'),
            'time', to_char(coalesce(v_from, s.starts), 'HH24:MI')))
        from shift s
        left join duty_post d on d.center_id = s.center_id and d.post_id = v_other.post_id
        where s.center_id = current_center() and s.shift_id = p_shift);
end $$;
grant execute on function duty.barrier_words(bigint, jsonb) to duty_app;
