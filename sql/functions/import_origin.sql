-- What this row's door said last of the row's hearing, whatever number it gave it; all null when it
-- never spoke of it.
create or replace function duty.import_origin(p_row duty.import_row, p_batch duty.import_batch)
    returns duty.hearing_origin
language plpgsql stable set search_path = duty, pg_temp as $$
begin
    return (select o from hearing_origin o
    where o.center_id = p_row.center_id and o.hearing_id = p_row.hearing_id
        and o.door = import_voice(p_batch.door) and o.source_id = coalesce(p_batch.source_id, 0)
    order by o.uid = import_uid(p_row.uid, p_row.hearing_id) desc, o.batch_id desc limit 1);
end $$;
grant execute on function duty.import_origin(duty.import_row, duty.import_batch) to duty_app;
