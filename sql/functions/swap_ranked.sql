-- The people who could take a swap, numbered, for a page and its choice. Points and wishes are for
-- the office: one provider does not read another's.
create or replace function duty.swap_ranked(p_swap duty.swap) returns jsonb
language sql set search_path = duty, pg_temp as $$
    select coalesce(jsonb_agg(jsonb_build_object('n', c.n, 'value', c.provider_id::text,
        'name', c.name,
        'points', case when current_actor() <> 'provider' then c.points end,
        'is_free', c.is_free, 'week_duties', c.week_duties,
        'in_area', c.in_area,
        'wants', current_actor() <> 'provider' and c.wish > 0,
        'rather_not', current_actor() <> 'provider' and c.wish < 0) order by c.n), '[]')
    from (select row_number() over () as n, x.* from swap_candidates(p_swap) x) c
$$;
grant execute on function duty.swap_ranked(duty.swap) to duty_app;
