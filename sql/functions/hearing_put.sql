-- The one door to a hearing: makes it (p_hearing_id null) or changes it, keeps the version, settles who
-- appears, and tells whom it concerns. Doors check their input and end here.
-- p_fields: court_id, code, starts, ends (wall time); optional subject, room, judge, mode, kind,
-- provider_id, state, reason, decided_on and law (adjourned), follows_id, points [{kind, place,
-- provider_sits}], is_correction. What is missing or null stays as it is. p_door: form, link, api,
-- paste, file, ics or poll. A correction of what nobody must hear of tells nobody; one that would
-- leave people with a wrong day, hour, form or state is refused. Plans are kept: row-level security
-- makes each of them dear, and no value makes another plan better; none may read a whole table, however
-- small it is when the plan is made.
-- Returns {hearing_id, severity, sequence, clash, told}.
create or replace function duty.hearing_put(p_hearing_id bigint, p_fields jsonb, p_batch bigint,
    p_door text default 'form') returns jsonb
language plpgsql set search_path = duty, pg_temp set plan_cache_mode = force_generic_plan
    set enable_seqscan = off as $$
declare
    v_center constant bigint := current_center();
    v_is_correction constant boolean := coalesce((p_fields ->> 'is_correction')::boolean, false);
    v_old hearing;
    v_new hearing;
    v_case legal_case;
    v_provider bigint := (p_fields ->> 'provider_id')::bigint;
    v_before jsonb;
    v_after jsonb;
    v_was bigint[] := '{}';
    v_severity text;
    v_clash jsonb;
    v_told integer := 0;
begin
    perform write_lock();
    if p_hearing_id is not null then
        select * into v_old from hearing
            where center_id = v_center and hearing_id = p_hearing_id for update;
        if not found then
            perform fail('error.not_found', 'DU404');
        end if;
        v_before := hearing_describe(v_old);
        v_was := array(select jsonb_array_elements_text(v_before -> 'providers')::bigint);
    end if;
    v_case := hearing_case(v_old.case_id, p_fields, v_provider);
    if v_was = '{}' then
        v_provider := coalesce(v_provider, case_provider(v_case.case_id));
    end if;
    v_new := hearing_merge(v_old, v_case.code, p_fields);
    v_new.case_id := v_case.case_id;
    v_new := hearing_write(v_old, v_new, p_batch);
    perform hearing_points_put(v_new.hearing_id, p_fields -> 'points');
    v_clash := case when hearing_is_settled(v_old, v_new, v_was, v_provider) then '[]'
        else hearing_appear(v_new, v_provider) end;
    v_after := hearing_describe(v_new);
    v_severity := hearing_severity(v_before, v_after);
    if v_severity <> 'same' then
        v_new := hearing_keep(v_old, v_new, v_severity);
        insert into hearing_change
            values (v_center, v_new.hearing_id, v_new.version, v_severity, v_before,
                v_after, duty.now(), current_account(), p_batch, p_door,
                current_token(), v_is_correction);
    end if;
    if v_severity in ('new', 'shift', 'break') then
        v_told := hearing_tell(v_new, hearing_snapshot(v_before),
            hearing_snapshot(v_after), v_was, v_severity, v_is_correction);
        perform hearing_feeds(v_was, v_after, p_batch);
        perform invite_hearing(v_new.hearing_id);
    end if;
    if v_severity <> 'same' and p_batch is null then
        perform audit_add('hearing.' || v_severity, 'hearing', v_new.hearing_id::text,
            jsonb_build_object('before', v_before - '{subject,reason}'::text[],
                'after', v_after - '{subject,reason}'::text[]));
    end if;
    return jsonb_build_object('hearing_id', v_new.hearing_id, 'severity', v_severity,
        'sequence', v_new.sequence, 'clash', v_clash, 'told', v_told);
end $$;
grant execute on function duty.hearing_put(bigint, jsonb, bigint, text) to duty_app;
