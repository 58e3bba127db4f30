-- Whether a form puts a hearing somewhere else than it is: a new one; another case, hour, room or
-- person. Only then is it looked at for clashes and duplicates.
create or replace function duty.hearing_is_moved(p_hearing_id bigint, p_fields jsonb) returns boolean
language sql stable set search_path = duty, pg_temp as $$
    select not exists (
        select from hearing h
        join legal_case l on l.center_id = h.center_id and l.case_id = h.case_id
        where h.center_id = current_center() and h.hearing_id = p_hearing_id
            and h.state = 'scheduled' and l.court_id = (p_fields ->> 'court_id')::bigint
            and l.code = p_fields ->> 'code' and h.starts = (p_fields ->> 'starts')::timestamp
            and h.ends = (p_fields ->> 'ends')::timestamp and h.room = p_fields ->> 'room'
            and hearing_follows(h.hearing_id, l.court_id, l.code)
                is not distinct from coalesce((p_fields ->> 'provider_id')::bigint,
                    hearing_follows(h.hearing_id, l.court_id, l.code)))
$$;
grant execute on function duty.hearing_is_moved(bigint, jsonb) to duty_app;
