-- Takes back at once what a batch did to hearings that concern nobody (hearing_alter); returns those it
-- took back. Others, and all of them when the database refuses one, are put back one by one.
create or replace function duty.import_put_all_back(p_batch_id bigint, p_door text) returns bigint[]
language plpgsql set search_path = duty, pg_temp as $$
declare
    v_free constant text[] := -- what hearing_alter changes
        '{date,time,end_time,room,judge,kind,state,reason,decided_on,latest_on,law}';
    v_back constant jsonb := (
        select coalesce(jsonb_agg(import_back(u.hearing_id, u.before)
            || jsonb_build_object('hearing_id', u.hearing_id, 'n', u.n)), '[]')
        from (select *, row_number() over () as n from import_undoes(p_batch_id)) u
        cross join lateral (select hearing_state(u.hearing_id) as state) h
        where not u.is_changed_since
            and (u.before is null or u.before - v_free = h.state - v_free));
begin
    return array(
        select (b ->> 'hearing_id')::bigint from jsonb_array_elements(v_back) b
        where (b ->> 'n')::integer in (select hearing_alter(v_back, p_batch_id, p_door)));
exception when integrity_constraint_violation or data_exception then
    return '{}';
end $$;
grant execute on function duty.import_put_all_back(bigint, text) to duty_app;
