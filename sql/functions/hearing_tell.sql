-- Tells the people concerned of a hearing what differs from what they last heard; returns how many.
-- What somebody was told is read from the outbox, channel by channel: notices still waiting are
-- superseded, so moving twice before the first text leaves sends one text, and moving back sends
-- none. p_hearing: as it is now, p_new: the same as a snapshot; p_before: the snapshot before this
-- change (null: it is new), for people never written to. p_was: who appeared before.
-- Of a correction only those hear whose message has not left yet; it is refused when somebody would
-- keep a wrong day, hour, form or state in mind. With the rights of duty_guard: who may change a
-- hearing need not see all that people were told of it.
create or replace function duty.hearing_tell(p_hearing duty.hearing, p_before jsonb, p_new jsonb,
    p_was bigint[], p_severity text, p_is_correction boolean) returns integer
language plpgsql security definer set search_path = duty, pg_temp as $$
declare
    v_key constant text := 'hearing:' || p_hearing.hearing_id;
    v_asks constant text := 'hearing-confirm:' || p_hearing.hearing_id;
    v_reminds constant text := 'hearing-reminder:' || p_hearing.hearing_id;
    v_new constant timestamptz := ((p_new ->> 'date') || ' ' || (p_new ->> 'time'))::timestamp
        at time zone p_hearing.zone;
    v_template text;
    v_old timestamptz;
    v_by timestamptz;
    v_deadline timestamptz;
    v_waiting bigint[];
    v_waited bigint[];
    v_people bigint[] := '{}';
    v_providers bigint[] := '{}';
    v record;
begin
    -- First, in a statement of its own: what a sender has just taken counts as told below. Locked in
    -- the order the senders lock them (notice_record); keys end with the letter after ':'.
    select array_agg(notice_id) filter (where state in ('queued', 'held')
                and not starts_with(dedupe_key, v_reminds || ':')),
            coalesce(array_agg(person_id) filter (where state in ('queued', 'held')
                and starts_with(dedupe_key, v_key || ':')), '{}')
        into v_waiting, v_waited
        from (select notice_id, person_id, dedupe_key, state from notice
              where center_id = current_center()
                  and (dedupe_key >= v_key || ':' and dedupe_key < v_key || ';'
                      or dedupe_key >= v_asks || ':' and dedupe_key < v_asks || ';'
                      or dedupe_key >= v_reminds || ':' and dedupe_key < v_reminds || ';')
              order by notice_id + 0 for update) n;
    -- By their numbers: by key and state it would read all that waits in the outbox.
    update notice set state = 'superseded', ended_at = duty.now()
        where center_id = current_center() and notice_id = any (v_waiting);
    perform reminder_drop(p_hearing.hearing_id);
    for v in select * from hearing_heard(p_hearing.hearing_id, p_before, p_was) loop
        v_template := case
            when not v.appears then
                case when v.told ->> 'state' = 'scheduled' then 'hearing.released' end
            when p_new ->> 'state' = 'scheduled' then
                case when v.told is null or v.told ->> 'state' <> 'scheduled' then 'hearing.assigned'
                    when v.told <> p_new then 'hearing.moved' end
            when p_new ->> 'state' <> 'held' and v.told ->> 'state' <> p_new ->> 'state'
                then 'hearing.cancelled' end;
        -- Nobody needs to hear of it once both the old and the new hour have passed.
        v_old := ((v.told ->> 'date') || ' ' || (v.told ->> 'time'))::timestamp at time zone p_hearing.zone;
        v_deadline := greatest(v_new, v_old);
        -- To be known by the nearer of the hours at which they would be there.
        v_by := least(case when v.appears and p_new ->> 'state' = 'scheduled' then v_new end,
            case when v.told ->> 'state' = 'scheduled' then v_old end);
        if v_template is null or v_deadline <= duty.now() then
            continue;
        elsif v.channel is null then -- nothing reaches them: asked, so that the coordinators hear of it
            v_providers := v_providers || v.provider_id;
        elsif p_is_correction and v.person_id <> all (v_waited) then
            if v_template <> 'hearing.moved' or hearing_severity(v.told, p_new) = 'break' then
                perform fail('error.hearing.not_a_correction', 'DU409', p_field => 'is_correction');
            end if;
        elsif notice_tell(v.person_id, v_template, concat_ws(':', v_key, p_hearing.sequence),
                case v_template when 'hearing.released' then v.told else p_new end
                    || jsonb_strip_nulls(jsonb_build_object('new', p_new, 'old', v.told, 'known_by', v_by,
                        'severity', case when v_template = 'hearing.moved'
                            then hearing_severity(v.told, p_new) end)),
                v_deadline, v.channel) > 0 then
            v_people := array_append(array_remove(v_people, v.person_id), v.person_id);
            v_providers := v_providers || v.provider_id;
        elsif notice_channels(v.person_id, notice_policy_for(current_center(), v.person_id,
                v_template, null, coalesce(v_by, v_deadline))) = '{}' then -- no address takes anything any more
            v_providers := v_providers || v.provider_id;
        end if;
    end loop;
    if p_severity in ('new', 'break') then
        perform hearing_ask(p_hearing, v_providers, p_new, p_before);
    end if;
    return cardinality(v_people);
end $$;
alter function duty.hearing_tell(duty.hearing, jsonb, jsonb, bigint[], text, boolean) owner to duty_guard;
grant execute on function duty.hearing_tell(duty.hearing, jsonb, jsonb, bigint[], text, boolean) to duty_app;
