-- The engine's `barred`: for each conflict of interest, the shifts of the roster it keeps somebody from.
create or replace function duty.roster_problem_barred(p_roster_id bigint) returns jsonb
language sql stable set search_path = duty, pg_temp as $$
    select coalesce(jsonb_agg(distinct jsonb_build_object('shift', s.shift_id,
        'provider', k.provider_id)), '[]')
    from conflict_posts() k
    join roster r on r.center_id = current_center() and r.roster_id = p_roster_id
    join shift s on s.center_id = r.center_id and s.roster_id = r.roster_id
        and s.post_id = k.post_id and k.valid && shift_days(s.starts, s.ends) and s.needed > 0
    join provider p on p.center_id = r.center_id and p.provider_id = k.provider_id
        and daterange(p.first_day, p.last_day, '[]') && r.period
$$;
grant execute on function duty.roster_problem_barred(bigint) to duty_app;
