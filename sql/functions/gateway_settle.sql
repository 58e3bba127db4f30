-- Reports that waited for the record of their attempt are taken in now; what nobody claimed within a day
-- was never ours.
create or replace function duty.gateway_settle() returns void
language plpgsql set search_path = duty, pg_temp as $$
declare
    v record;
begin
    delete from gateway_receipt where received_at < duty.now() - interval '1 day';
    for v in
        with met as (
            delete from gateway_receipt r using notice_attempt a
                where a.gateway = r.gateway and a.gateway_id = r.gateway_id
                returning r.*)
        select gateway, jsonb_agg(jsonb_build_object('id', gateway_id, 'kind', kind,
            'detail', detail)) as items
        from met group by gateway
    loop
        perform gateway_receipt(v.gateway, v.items);
    end loop;
end $$;
grant execute on function duty.gateway_settle() to duty_jobs;
