-- Trigger: keeps the sums of each month. Runs as duty_guard, so that nobody else can write them.
create or replace function duty.ledger_entry_sum() returns trigger
language plpgsql security definer set search_path = duty, pg_temp as $$
begin
    insert into ledger_month as m (center_id, provider_id, month, point_kind, points, counted)
        select center_id, provider_id, month, point_kind, sum(points),
            coalesce(sum(points) filter (where cause <> 'newcomer'), 0)
        from added group by 1, 2, 3, 4
        on conflict (center_id, provider_id, month, point_kind) do update
            set points = m.points + excluded.points, counted = m.counted + excluded.counted;
    return null;
end $$;
alter function duty.ledger_entry_sum() owner to duty_guard;
create or replace trigger sum after insert on duty.ledger_entry referencing new table as added
    for each statement execute function duty.ledger_entry_sum();
grant execute on function duty.ledger_entry_sum() to duty_app;
