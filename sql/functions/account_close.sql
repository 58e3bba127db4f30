-- Closes the log-ins of providers whose last day is over. Runs as duty_guard, because the
-- sender itself reads no accounts.
create or replace function duty.account_close() returns void
language plpgsql security definer set search_path = duty, pg_temp as $$
declare
    v_today date;
    v_account bigint;
begin
    select duty.today(zone) into v_today from center where center_id = current_center();
    for v_account in
        update account a set locked_at = duty.now()
            from provider p
            where a.center_id = current_center() and a.role = 'provider' and a.locked_at is null
                and p.center_id = a.center_id and p.person_id = a.person_id and p.last_day < v_today
            returning a.account_id
    loop
        perform audit_add('account.close', 'account', v_account::text, '{}');
    end loop;
end $$;
alter function duty.account_close() owner to duty_guard;
grant execute on function duty.account_close() to duty_jobs;
