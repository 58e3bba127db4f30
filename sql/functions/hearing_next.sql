-- The hearing an adjourned one goes on in (p_back false), or the one it goes on from: {hearing_id, at,
-- state}; null when there is none.
create or replace function duty.hearing_next(p_hearing_id bigint, p_back boolean) returns jsonb
language sql stable set search_path = duty, pg_temp as $$
    select jsonb_build_object('hearing_id', o.hearing_id, 'at', wall(o.starts), 'state', o.state)
    from hearing h
    join hearing o on o.center_id = h.center_id
        and case when p_back then o.hearing_id = h.follows_id else o.follows_id = h.hearing_id end
    where h.center_id = current_center() and h.hearing_id = p_hearing_id
    order by o.state <> 'scheduled', o.hearing_id desc limit 1
$$;
grant execute on function duty.hearing_next(bigint, boolean) to duty_app;
