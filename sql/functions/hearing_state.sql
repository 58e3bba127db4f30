-- What hearing_describe says of the hearing of this number; null when there is none.
create or replace function duty.hearing_state(p_hearing_id bigint) returns jsonb
language plpgsql stable set search_path = duty, pg_temp as $$
begin
    return (select hearing_describe(h) from hearing h
        where h.center_id = current_center() and h.hearing_id = p_hearing_id);
end $$;
grant execute on function duty.hearing_state(bigint) to duty_app;
