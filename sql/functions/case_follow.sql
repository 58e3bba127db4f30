-- p_provider has come to represent a case, in place of p_was or (null) of nobody: its coming hearings
-- get the people it now has. A hearing where somebody stands in who is none of these stays as it was
-- settled. Returns {hearings, told, clashes}: how many were changed, people told, hearings that clash.
create or replace function duty.case_follow(p_case bigint, p_provider bigint, p_was bigint)
    returns jsonb
language plpgsql set search_path = duty, pg_temp as $$
declare
    v_center constant bigint := current_center();
    v_known constant bigint[] := array_remove(
        array(select provider_id from case_acting(p_case)) || p_provider || p_was, null);
    v_hearing bigint;
    v_put jsonb;
    v_done jsonb := '{"hearings": 0, "told": 0, "clashes": 0}';
begin
    for v_hearing in
        select h.hearing_id from hearing h
        where h.center_id = v_center and h.case_id = p_case and h.state = 'scheduled'
            and upper(h.during) > duty.now()
            and not exists (select from appearance a where a.center_id = v_center
                and a.hearing_id = h.hearing_id and a.state <> 'released'
                and a.provider_id <> all (v_known))
        order by h.starts, h.hearing_id
    loop
        v_put := hearing_put(v_hearing, jsonb_build_object('provider_id', p_provider), null);
        if v_put ->> 'severity' <> 'same' then
            v_done := jsonb_build_object('hearings', (v_done ->> 'hearings')::integer + 1,
                'told', (v_done ->> 'told')::integer + (v_put ->> 'told')::integer,
                'clashes', (v_done ->> 'clashes')::integer + (v_put -> 'clash' <> '[]')::integer);
        end if;
    end loop;
    return v_done;
end $$;
grant execute on function duty.case_follow(bigint, bigint, bigint) to duty_app;
