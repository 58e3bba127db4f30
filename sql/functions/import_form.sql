-- The form a hearing list arrives by, and the lists of before.
create or replace function duty.import_form() returns jsonb
language plpgsql stable set search_path = duty, pg_temp as $$
begin
    return jsonb_build_object('form', jsonb_build_object('court_id', current_org()::text),
        'options', jsonb_build_object('court_id', courts()),
        'any_court', current_actor() <> 'clerk', 'batches', (
            select coalesce(jsonb_agg(jsonb_build_object('batch_id', b.batch_id,
                'filename', b.filename, 'state', b.state, 'door', b.door,
                'created_at', wall(b.created_at at time zone c.zone)) order by b.batch_id desc), '[]')
            from (select * from import_batch where center_id = current_center()
                  order by batch_id desc limit 20) b
            join center c on c.center_id = b.center_id));
end $$;
grant execute on function duty.import_form() to duty_app;
