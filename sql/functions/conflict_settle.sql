-- A person decides whose word counts. answer: keep what the hearing is, or take what the lower door
-- said, which then is the person's own word. A conflict whose hearing has changed since is past.
-- What was kept against is remembered: the door need not be asked about it again.
create or replace function duty.conflict_settle(p_conflict_id text, p_answer text) returns jsonb
language plpgsql set search_path = duty, pg_temp as $$
declare
    v_center constant bigint := current_center();
    v_answer constant text := arg_choice('answer', p_answer, array['keep', 'take']);
    v_is_taken constant boolean := v_answer = 'take';
    v_clock constant text[] := '{is_past,has_begun}';
    v hearing_conflict;
    v_done jsonb;
begin
    perform write_lock();
    select * into v from hearing_conflict where center_id = v_center and state = 'open'
        and conflict_id = arg_int('conflict_id', p_conflict_id, true);
    if not found then
        perform fail('error.not_found', 'DU404');
    end if;
    if v_answer is null then
        perform fail('error.field.required', p_field => 'answer');
    end if;
    if v_is_taken and import_was(v.hearing_id) - v_clock <> (v.fields -> 'was') - v_clock then
        perform fail('error.import.stale', 'DU409');
    end if;
    if v_is_taken then
        v_done := hearing_put(v.hearing_id, import_fields(v.hearing_id, v.fields), null, 'form');
        update hearing_origin o set version = h.version, kept = '{}'
            from hearing h, import_batch b
            where o.center_id = v_center and o.hearing_id = v.hearing_id and h.center_id = v_center
                and h.hearing_id = v.hearing_id and b.center_id = v_center
                and b.batch_id = v.batch_id and o.door = import_voice(b.door)
                and o.source_id = coalesce(b.source_id, 0);
        perform demand_follow();
    else
        update hearing_origin o set kept = o.kept || (
                select coalesce(jsonb_object_agg(k, coalesce(v.fields -> k, '"scheduled"')), '{}')
                from jsonb_array_elements_text(v.fields -> 'changes') k)
            from import_batch b
            where o.center_id = v_center and o.hearing_id = v.hearing_id and b.center_id = v_center
                and b.batch_id = v.batch_id and o.door = import_voice(b.door)
                and o.source_id = coalesce(b.source_id, 0);
    end if;
    update hearing_conflict set state = case when v_is_taken then 'taken' else 'kept' end,
            settled_at = duty.now(), account_id = current_account()
        where center_id = v_center and conflict_id = v.conflict_id;
    perform audit_add('hearing.conflict', 'hearing', v.hearing_id::text,
        jsonb_build_object('answer', p_answer, 'door', v.door));
    return jsonb_build_object('hearing_id', v.hearing_id, 'told', coalesce(v_done -> 'told', '0'));
exception when unique_violation then
    perform fail('intake.error.hour_taken', 'DU409', p_field => 'time', p_value => v.fields ->> 'time');
end $$;
grant execute on function duty.conflict_settle(text, text) to duty_app;
