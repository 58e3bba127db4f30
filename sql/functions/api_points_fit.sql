-- Whether what a program sent can be the places an online or hybrid hearing joins: a list of
-- {kind, place, provider_sits}, one central point at most, as many component points as the rules allow
-- (TTLT 05/2021), and the provider at one of them at most.
create or replace function duty.api_points_fit(p_points jsonb) returns boolean
language sql stable set search_path = duty, pg_temp as $$
    select jsonb_typeof(p_points) = 'array' and coalesce((
        select bool_and(case when jsonb_typeof(p) <> 'object' then false
                else p - '{kind,place,provider_sits}'::text[] = '{}'
                    and coalesce(p ->> 'kind' in ('central', 'component'), false)
                    and coalesce(jsonb_typeof(p -> 'place') = 'string'
                        and length(btrim(p ->> 'place')) between 1 and 300
                        and p ->> 'place' !~ '[\x01-\x1f\x7f]', false)
                    and coalesce(jsonb_typeof(p -> 'provider_sits'), 'boolean') = 'boolean' end)
            and count(*) filter (where p ->> 'kind' = 'central') <= 1
            and count(*) filter (where p ->> 'kind' = 'component')
                <= rule_value('hearing.component_points')
            and count(*) filter (where p -> 'provider_sits' = 'true') <= 1
        from jsonb_array_elements(case jsonb_typeof(p_points) when 'array' then p_points else '[]' end) p),
        true)
$$;
grant execute on function duty.api_points_fit(jsonb) to duty_app;
