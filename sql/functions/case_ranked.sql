-- The proposal for a case that nobody follows: the five best who may take it, each with the reasons
-- (fit.KEY), and everybody else with what is in the way (unfit.KEY).
create or replace function duty.case_ranked(p_case bigint) returns jsonb
language plpgsql stable set search_path = duty, pg_temp as $$
begin
    return (
        with x as (
            select c.*, row_number() over () as place, case when not has_papers then 'papers'
                when conflicts <> '[]' then 'conflict' when busy is not null then busy ->> 'kind'
                end as barrier
            from case_candidates(p_case) c
        ), fit as (
            select x.*, row_number() over (order by place) as n from x where barrier is null)
        select jsonb_build_object('ranked', coalesce((
            select jsonb_agg(jsonb_build_object('n', n, 'provider_id', provider_id, 'name', name,
                'phone', phone, 'reasons', jsonb_build_array(jsonb_build_object('key', 'free'),
                    jsonb_build_object('key', case when in_area then 'area' else 'other_area' end))
                || (select coalesce(jsonb_agg(jsonb_build_object('key', 'skill', 'skill', s)), '[]')
                    from unnest(met) s)
                || (select coalesce(jsonb_agg(jsonb_build_object('key', 'no_skill', 'skill', s)), '[]')
                    from unnest(missing) s)
                || jsonb_build_array(jsonb_build_object('key', 'load', 'count', hearings))
                || case when way > 0 then jsonb_build_array(jsonb_build_object('key', 'travel',
                    'minutes', way)) else '[]' end) order by n)
            from fit where n <= 5), '[]'),
            'more', (select coalesce(jsonb_agg(name order by n), '[]') from fit where n > 5),
            'excluded', (
                select coalesce(jsonb_agg(jsonb_build_object('name', name, 'key', barrier,
                    'conflicts', case barrier when 'conflict' then conflicts else '[]' end)
                    || coalesce(busy, '{}') order by place), '[]')
                from x where barrier is not null)));
end $$;
grant execute on function duty.case_ranked(bigint) to duty_app;
