-- What a batch changed, for the audit: each change, or, of more than a thousand, the digest of them all
-- in the order of their numbers: their versions are kept anyway.
create or replace function duty.import_changed(p_batch_id bigint) returns jsonb
language plpgsql stable set search_path = duty, pg_temp set enable_nestloop = off as $$
declare
    v_center constant bigint := current_center();
begin
    if (select count(*) from hearing_change
            where center_id = v_center and batch_id = p_batch_id) > 1000 then
        return (
            select jsonb_build_object('changes_sha256', encode(sha256(convert_to(string_agg(
                concat_ws(' ', g.hearing_id, g.version, g.after), E'\n'
                order by g.hearing_id, g.version), 'UTF8')), 'hex'))
            from hearing_change g where g.center_id = v_center and g.batch_id = p_batch_id);
    end if;
    return jsonb_build_object('changes', (
        select coalesce(jsonb_agg(jsonb_build_object('hearing_id', g.hearing_id,
            'severity', g.severity, 'before', g.before - '{subject,reason}'::text[],
            'after', g.after - '{subject,reason}'::text[]) order by g.hearing_id, g.version), '[]')
        from hearing_change g where g.center_id = v_center and g.batch_id = p_batch_id));
end $$;
grant execute on function duty.import_changed(bigint) to duty_app;
