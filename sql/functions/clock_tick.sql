-- What time alone brings about, for every Centre; the daemons ask for it all the time, any number of
-- them, and each thing is done once. A Centre that somebody is writing in (write_lock) is left for the
-- next time, so that none waits for another; what fails in one Centre stops no other.
create or replace function duty.clock_tick() returns void
language plpgsql set search_path = duty, pg_temp as $$
declare
    v_center bigint;
begin
    for v_center in select center_id from center order by center_id loop
        continue when not pg_try_advisory_xact_lock(7001, v_center::integer);
        perform set_config('app.center_id', v_center::text, true);
        begin
            perform account_close();
            perform credential_warn();
            perform feed_unused();
            perform swap_expire();
            perform hearing_chase();
            perform reminder_send();
            perform digest_send();
            perform proof_collect();
            perform hearing_secret_sweep();
            perform notice_forget();
            perform api_forget();
            perform audit_check();
        exception when others then
            raise warning 'clock_tick of Centre %: % %', v_center, sqlstate, sqlerrm;
        end;
    end loop;
    perform set_config('app.center_id', '', true);
    begin
        perform gateway_settle();
    exception when others then
        raise warning 'clock_tick, reports of gateways: % %', sqlstate, sqlerrm;
    end;
end $$;
grant execute on function duty.clock_tick() to duty_jobs;
