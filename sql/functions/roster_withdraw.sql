-- Takes published duties back: the row stays as withdrawn, the time and the points are given back.
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
                and a.provider_id = x.provider
            returning a.assignment_id)
    select coalesce(array_agg(assignment_id), '{}') into v_ids from gone;
    delete from commitment
        where center_id = current_center() and kind = 'duty' and ref_id = any (v_ids);
    delete from ledger_entry
        where center_id = current_center() and assignment_id = any (v_ids);
    perform clash_resolve(array(select distinct (x ->> 'provider')::bigint
        from jsonb_array_elements(p_removed) x));
end $$;
grant execute on function duty.roster_withdraw(jsonb) to duty_app;
