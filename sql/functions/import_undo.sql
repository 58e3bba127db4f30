-- Takes a whole list back: every hearing it made is cancelled, every one it changed is again what it
-- was, and those concerned are told as of any change. A hearing somebody has changed since stays, and
-- one whose old hour another hearing of the case has now; "kept" lists those. What an upload said may
-- be said again; a calendar must say something new.
create or replace function duty.import_undo(p_batch_id text) returns jsonb
language plpgsql set search_path = duty, pg_temp as $$
declare
    v_center constant bigint := current_center();
    v_batch constant bigint := arg_int('batch_id', p_batch_id, true);
    v import_batch;
    v_told integer := 0;
    v_n integer := 0;
    v_back bigint[];
    v_kept bigint[];
    v_tried bigint[];
    v_one integer;
    r record;
begin
    perform write_lock();
    select * into v from import_batch
        where center_id = v_center and batch_id = v_batch for update;
    if not found then
        perform fail('error.not_found', 'DU404');
    elsif v.state <> 'committed' then
        perform fail('error.import.not_done', 'DU409');
    end if;
    v_back := import_put_all_back(v_batch, v.door);
    v_n := cardinality(v_back);
    v_kept := array(select hearing_id from import_undoes(v_batch)
        where hearing_id not in (select unnest(v_back)));
    while v_kept is distinct from v_tried loop -- one may have to wait for another's hour
        v_tried := v_kept;
        for r in select * from import_undoes(v_batch) u
            where not is_changed_since and u.hearing_id = any (v_tried)
        loop
            v_one := import_put_back(r.hearing_id, r.before, v_batch, v.door);
            v_told := v_told + coalesce(v_one, 0);
            if v_one is not null then
                v_kept := array_remove(v_kept, r.hearing_id);
                v_n := v_n + 1;
            end if;
        end loop;
    end loop;
    update hearing_origin set digest = '' where center_id = v_center and batch_id = v_batch
        and door <> 'poll';
    update hearing_conflict set state = 'past', settled_at = duty.now()
        where center_id = v_center and batch_id = v_batch and state = 'open';
    update import_batch set state = 'undone', undone_at = duty.now(),
            counts = counts || jsonb_build_object('kept', to_jsonb(v_kept))
        where center_id = v_center and batch_id = v_batch;
    perform demand_follow();
    perform audit_add('import.undo', 'import_batch', v_batch::text, jsonb_build_object(
        'undone', v_n, 'kept', to_jsonb(v_kept), 'told', v_told));
    return jsonb_build_object('batch_id', v_batch, 'undone', v_n, 'kept', to_jsonb(v_kept),
        'told', v_told);
end $$;
grant execute on function duty.import_undo(text) to duty_app;
