-- One calendar address: how its visits went, what they brought, and the form that changes it. The
-- address itself is never shown again.
create or replace function duty.page_source(p_source_id text) returns jsonb
language plpgsql stable set search_path = duty, pg_temp as $$
declare
    v_center constant bigint := current_center();
    v_source constant jsonb := source_rows(arg_int('source_id', p_source_id, true)) -> 0;
    v_zone constant text := (select zone from center where center_id = v_center);
begin
    if v_source is null then
        perform fail('error.not_found', 'DU404');
    end if;
    return v_source || jsonb_build_object('can_write', may('source.write'),
        'batches', (select coalesce(jsonb_agg(jsonb_build_object('batch_id', b.batch_id,
                'at', wall(b.committed_at at time zone v_zone), 'counts', b.counts,
                'is_undone', b.state = 'undone') order by b.batch_id desc), '[]')
            from (select * from import_batch where center_id = v_center and door = 'poll'
                and source_id = (v_source ->> 'source_id')::bigint and committed_at is not null
                order by batch_id desc limit 10) b),
        'form', jsonb_build_object('body_id', v_source ->> 'org_id', 'url', ''),
        'options', jsonb_build_object('body_id', org_options(duty.today(v_zone))));
end $$;
grant execute on function duty.page_source(text) to duty_app;
