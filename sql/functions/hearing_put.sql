-- Makes or changes one hearing: the one place where that happens, whatever door the news came
-- through. p_fields: court_id, code, subject, starts, ends, room, judge, mode, kind, provider_id,
-- state; a null or missing one stays as it is. Does the whole change: case, hearing, history, who
-- appears, their diaries, notices, feeds, audit (a list's changes are audited at its end).
create or replace function duty.hearing_put(
    p_hearing_id bigint, p_fields jsonb, p_batch bigint) returns jsonb
language plpgsql set search_path = duty, pg_temp as $$
declare
    v_center constant bigint := current_center();
    v_id bigint := p_hearing_id;
    v_in hearing;
    v_case legal_case;
    v_provider bigint := (p_fields ->> 'provider_id')::bigint;
    v_before jsonb;
    v_after jsonb;
    v_was bigint[] := '{}';
    v_severity text;
    v_clash jsonb;
    v_told integer := 0;
begin
    if v_id is not null then
        v_before := hearing_state(v_id);
        v_was := array(select jsonb_array_elements_text(v_before -> 'providers')::bigint);
    end if;
    v_case := case_put((p_fields ->> 'court_id')::bigint, p_fields ->> 'code',
        p_fields ->> 'subject', v_provider);
    if v_was = '{}' then
        v_provider := coalesce(v_provider, v_case.provider_id);
    end if;
    select zone into v_in.zone from center where center_id = v_center;
    v_in.starts := (p_fields ->> 'starts')::timestamp;
    v_in.ends := (p_fields ->> 'ends')::timestamp;
    v_in.during := tstzrange(v_in.starts at time zone v_in.zone, v_in.ends at time zone v_in.zone);
    if v_id is null then
        v_id := nextval('duty.hearing_hearing_id_seq');
        insert into hearing (center_id, hearing_id, case_id, uid, starts, ends, zone, during, room,
                judge, mode, kind, state, batch_id, changed_at) overriding system value
            values (v_center, v_id, v_case.case_id, format('hearing-%s-%s@dutyd', v_center, v_id),
                v_in.starts, v_in.ends, v_in.zone, v_in.during,
                coalesce(p_fields ->> 'room', ''), coalesce(p_fields ->> 'judge', ''),
                coalesce(p_fields ->> 'mode', 'in_person'), coalesce(p_fields ->> 'kind', ''),
                coalesce(p_fields ->> 'state', 'scheduled'), p_batch, duty.now());
    else
        update hearing set case_id = v_case.case_id, starts = v_in.starts, ends = v_in.ends,
                zone = v_in.zone, during = v_in.during, room = coalesce(p_fields ->> 'room', room),
                judge = coalesce(p_fields ->> 'judge', judge),
                mode = coalesce(p_fields ->> 'mode', mode),
                kind = coalesce(p_fields ->> 'kind', kind),
                state = coalesce(p_fields ->> 'state', state), batch_id = coalesce(p_batch, batch_id)
            where center_id = v_center and hearing_id = v_id;
    end if;
    v_clash := hearing_appear(v_id, v_provider);
    v_after := hearing_state(v_id);
    v_severity := hearing_severity(v_before, v_after);
    if v_severity in ('shift', 'break') then
        update hearing set sequence = sequence + 1, changed_at = duty.now()
            where center_id = v_center and hearing_id = v_id;
    end if;
    if v_severity <> 'same' then
        insert into hearing_change
            select v_center, v_id, 1 + coalesce(max(version), 0), v_severity, v_before, v_after,
                duty.now(), current_account(), p_batch
            from hearing_change where center_id = v_center and hearing_id = v_id;
    end if;
    if v_severity in ('new', 'shift', 'break') then
        v_told := hearing_tell(v_id, hearing_snapshot(v_before), v_was);
        perform feed_touch(v_was || array(
            select jsonb_array_elements_text(v_after -> 'providers')::bigint));
    end if;
    if v_severity <> 'same' and p_batch is null then
        perform audit_add('hearing.' || v_severity, 'hearing', v_id::text,
            jsonb_build_object('before', v_before - 'subject', 'after', v_after - 'subject'));
    end if;
    return (select jsonb_build_object('hearing_id', hearing_id, 'severity', v_severity,
            'sequence', sequence, 'clash', v_clash, 'told', v_told)
        from hearing where center_id = v_center and hearing_id = v_id);
end $$;
grant execute on function duty.hearing_put(bigint, jsonb, bigint) to duty_app;
