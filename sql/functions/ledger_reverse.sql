-- Takes entries back that still count: each gets its mirror image. Causes empty: all of them.
create or replace function duty.ledger_reverse(p_assignments bigint[], p_causes text[] default null)
    returns void
language plpgsql set search_path = duty, pg_temp as $$
begin
    insert into ledger_entry (center_id, provider_id, assignment_id, cause, point_kind, points,
            on_day, reverses, made_at, made_by)
        select e.center_id, e.provider_id, e.assignment_id, e.cause, e.point_kind, -e.points,
            e.on_day, e.entry_id, duty.now(), current_account()
        from ledger_entry e
        where e.center_id = current_center() and e.assignment_id = any (p_assignments)
            and (p_causes is null or e.cause = any (p_causes)) and e.reverses is null
            and not exists (select from ledger_entry r
                where r.center_id = e.center_id and r.reverses = e.entry_id)
        order by e.entry_id;
end $$;
grant execute on function duty.ledger_reverse(bigint[], text[]) to duty_app;
