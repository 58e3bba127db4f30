-- Takes the points of duties back that are no longer published: nothing is removed, everything about
-- the duty (its points, its way, its calls) is reversed. p_removed: [{shift, provider}].
create or replace function duty.ledger_take(p_removed jsonb) returns void
language plpgsql set search_path = duty, pg_temp as $$
begin
    perform ledger_reverse(array(
        select a.assignment_id
        from jsonb_to_recordset(p_removed) x(shift bigint, provider bigint)
        join assignment a on a.center_id = current_center() and a.shift_id = x.shift
            and a.provider_id = x.provider));
end $$;
grant execute on function duty.ledger_take(jsonb) to duty_app;
