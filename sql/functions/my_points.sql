-- The short version of somebody's account: points by kind since the ledger was begun, and what would
-- have been fair.
create or replace function duty.my_points(p_provider bigint) returns jsonb
language sql stable set search_path = duty, pg_temp as $$
    select coalesce(jsonb_agg(jsonb_build_object('kind', point_kind, 'points', points,
        'average', fair) order by place), '[]')
    from ledger_own(p_provider, null, null)
$$;
grant execute on function duty.my_points(bigint) to duty_app;
