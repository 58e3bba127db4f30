-- The batch of a preview whose document is still here to be read again; any other is refused.
create or replace function duty.import_unread(p_batch_id text) returns duty.import_batch
language plpgsql stable set search_path = duty, pg_temp as $$
declare
    v import_batch;
begin
    select b.* into v from import_batch b
        join import_document d using (center_id, batch_id)
        where b.center_id = current_center() and b.state = 'preview'
            and b.batch_id = arg_int('batch_id', p_batch_id, true);
    if not found or import_sheet(v.sheets) is null then
        perform fail('error.not_found', 'DU404');
    end if;
    return v;
end $$;
grant execute on function duty.import_unread(text) to duty_app;
