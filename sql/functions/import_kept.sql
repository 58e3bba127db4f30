-- The hearings an undone list left as they are, for its page.
create or replace function duty.import_kept(p_hearings jsonb) returns jsonb
language sql stable set search_path = duty, pg_temp as $$
    select coalesce(jsonb_agg(jsonb_build_object('hearing_id', h.hearing_id, 'code', l.code,
        'starts', wall(h.starts)) order by h.starts), '[]')
    from hearing h
    join legal_case l on l.center_id = h.center_id and l.case_id = h.case_id
    where h.center_id = current_center() and p_hearings @> to_jsonb(h.hearing_id)
$$;
grant execute on function duty.import_kept(jsonb) to duty_app;
