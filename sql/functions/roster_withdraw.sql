-- Takes published duties back: the row stays as withdrawn, the time is given back. One that is not
-- published any more means that somebody was quicker: the page was old.
create or replace function duty.roster_withdraw(p_removed jsonb) returns void
language plpgsql set search_path = duty, pg_temp as $$
declare
    v_ids bigint[];
begin
    with gone as (
        update assignment a set state = 'withdrawn', sequence = a.sequence + 1,
                changed_at = duty.now()
            from jsonb_to_recordset(p_removed) x(shift bigint, provider bigint)
            where a.center_id = current_center() and a.shift_id = x.shift
                and a.provider_id = x.provider and a.state = 'published'
            returning a.assignment_id)
    select coalesce(array_agg(assignment_id), '{}') into v_ids from gone;
    if cardinality(v_ids) <> jsonb_array_length(p_removed) then
        perform fail('error.roster.stale', 'DU409');
    end if;
    delete from commitment
        where center_id = current_center() and kind = 'duty' and ref_id = any (v_ids);
    perform clash_resolve(array(select distinct (x ->> 'provider')::bigint
        from jsonb_array_elements(p_removed) x));
end $$;
grant execute on function duty.roster_withdraw(jsonb) to duty_app;
