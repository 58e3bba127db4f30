-- The entity tag of one hearing, as api_hearings() gives it.
create or replace function duty.api_etag(p_hearing_id bigint) returns text
language sql stable strict set search_path = duty, pg_temp as $$
    select format('"%s.%s"', hearing_id, version) from hearing
    where center_id = current_center() and hearing_id = p_hearing_id
$$;
grant execute on function duty.api_etag(bigint) to duty_app;
