-- An event that another row of its batch writes anew under another number has not gone.
create or replace function duty.import_renumbered(p_batch_id bigint) returns void
language sql set search_path = duty, pg_temp set enable_nestloop = off as $$
    delete from import_row g
        where g.center_id = current_center() and g.batch_id = p_batch_id and g.digest = 'gone'
            and g.hearing_id in (select r.hearing_id from import_row r
                where r.center_id = current_center() and r.batch_id = p_batch_id
                    and r.digest <> 'gone')
$$;
grant execute on function duty.import_renumbered(bigint) to duty_app;
