-- What a matched row would do to its hearing, and the row's fields with what the hearing was and which
-- of them change. New when it has no hearing; the same when it says nothing new; a conflict when a
-- better door has said otherwise since this one was last heard. What a person has decided against once
-- (conflict_settle) says nothing more, and many calendars drop an event as soon as it begins or is
-- put off.
create or replace function duty.import_judge(
    p_row duty.import_row, p_batch duty.import_batch, out fields jsonb, out verdict text)
language plpgsql stable set search_path = duty, pg_temp
    set plan_cache_mode = force_generic_plan as $$
declare
    v_origin hearing_origin;
    v_was jsonb;
    v_against text[];
    v_changes text[];
begin
    fields := p_row.fields - '{was,changes}'::text[];
    verdict := case when fields ->> 'state' = 'cancelled' then 'same' else 'new' end;
    if p_row.hearing_id is null then
        return;
    end if;
    v_origin := import_origin(p_row, p_batch);
    v_was := import_was(p_row.hearing_id);
    v_changes := array(select k from unnest(import_changes(v_was, fields)) k
        where v_origin.kept ->> k is distinct from coalesce(fields ->> k, 'scheduled'));
    v_against := import_against(p_row.hearing_id, v_was, v_changes, p_batch.door,
        coalesce(v_origin.version, 0));
    -- Of lesser things the better door's word simply stands.
    v_changes := array(select k from unnest(v_changes) k
        where k <> all (v_against) or k <> all ('{judge,kind,subject}'));
    verdict := case
        when v_origin.digest = p_row.digest or v_changes = '{}' then 'same'
        when p_row.digest = 'gone' and ((v_was -> 'has_begun')::boolean
            or v_was ->> 'state' in ('adjourned', 'suspended')) then 'same'
        when v_changes && v_against then 'conflict'
        when 'state' = any (v_changes) and fields ->> 'state' = 'cancelled' then 'cancelled'
        else 'changed' end;
    fields := fields || jsonb_build_object('was', v_was, 'changes', to_jsonb(v_changes));
end $$;
grant execute on function duty.import_judge(duty.import_row, duty.import_batch) to duty_app;
