-- What a row says otherwise than its hearing. Columns the list lacks say nothing. A cancellation
-- counts for a hearing still to come; one that was cancelled, or put off and given another day, is
-- listed again. A program may also say the state itself.
create or replace function duty.import_changes(p_was jsonb, p_fields jsonb) returns text[]
language plpgsql immutable as $$
declare
    v_state constant text := p_was ->> 'state';
    v_changes text[];
begin
    if p_fields ->> 'state' = 'cancelled' then
        return case when v_state in ('scheduled', 'adjourned', 'suspended') and not (p_was -> 'is_past')::boolean
            then '{state}' else '{}' end;
    end if;
    v_changes := array(
        select k from unnest('{case_code,court_id,date,time,end_time,room,judge,subject,mode,points,kind}'::text[])
            with ordinality x(k, i)
        where p_fields ->> k is not null and p_fields ->> k <> coalesce(p_was ->> k,
            case k when 'points' then '[]' else '' end) order by i);
    if p_fields ? 'state' then
        v_changes := v_changes || case when p_fields ->> 'state' <> v_state then '{state}' end::text[];
    elsif v_state = 'cancelled' or v_state in ('adjourned', 'suspended') and v_changes && '{date,time}' then
        v_changes := v_changes || '{state}'::text[];
    end if;
    return v_changes;
end $$;
grant execute on function duty.import_changes(jsonb, jsonb) to duty_app;
