-- A person wants an address asked now: whole, whether it has changed or not. Not again and again: a
-- minute lies between two visits (rule source.again_seconds).
create or replace function duty.source_ask(p_source_id text) returns jsonb
language plpgsql set search_path = duty, pg_temp as $$
declare
    v_old constant record := source_open(p_source_id);
begin
    if v_old.tried_at > duty.now() - make_interval(secs => rule_value('source.again_seconds')) then
        perform fail('error.source.again', 'DU409');
    end if;
    update calendar_source set next_at = duty.now(), etag = '', last_modified = ''
        where center_id = current_center() and source_id = v_old.source_id;
    perform audit_add('source.ask', 'source', v_old.source_id::text,
        jsonb_build_object('name', v_old.org, 'shown', v_old.shown));
    perform pg_notify('source', '');
    return jsonb_build_object('source_id', v_old.source_id);
end $$;
grant execute on function duty.source_ask(text) to duty_app;
