-- Tells the people concerned of a hearing what differs from what they last heard; returns how many.
-- What somebody was told is read from the outbox, channel by channel: notices still waiting are
-- superseded, so moving twice before the first text leaves sends one text, and moving back sends
-- none. p_before: the hearing before this change (null: it is new), for people never written to;
-- p_new: as it is now; both snapshots. p_was: who appeared before.
-- Of a correction only those hear whose message has not left yet; it is refused when somebody would
-- keep a wrong day, hour, form or state in mind.
create or replace function duty.hearing_tell(p_hearing_id bigint, p_before jsonb, p_new jsonb,
    p_was bigint[], p_severity text, p_is_correction boolean) returns integer
language plpgsql set search_path = duty, pg_temp as $$
declare
    v_center constant bigint := current_center();
    v_key constant text := 'hearing:' || p_hearing_id || ':';
    v_end constant text := 'hearing:' || p_hearing_id || ';'; -- the letter after ':'
    v_event text;
    v_zone text;
    v_template text;
    v_deadline timestamptz;
    v_waited bigint[];
    v_people bigint[] := '{}';
    v_providers bigint[] := '{}';
    v record;
begin
    select v_key || sequence, zone into v_event, v_zone
        from hearing where center_id = v_center and hearing_id = p_hearing_id;
    -- Locked in the order the senders lock them (notice_record).
    perform from notice where center_id = v_center and dedupe_key >= v_key and dedupe_key < v_end
        order by notice_id for update;
    -- First, in a statement of its own: what a sender has just taken counts as told below.
    with taken as (
        update notice set state = 'superseded', ended_at = duty.now()
            where center_id = v_center and dedupe_key >= v_key and dedupe_key < v_end
                and state in ('queued', 'held') returning person_id)
    select coalesce(array_agg(person_id), '{}') into v_waited from taken;
    update notice set state = 'superseded', ended_at = duty.now()
        where center_id = v_center and dedupe_key >= 'hearing-confirm:' || p_hearing_id || ':'
            and dedupe_key < 'hearing-confirm:' || p_hearing_id || ';' and state in ('queued', 'held');
    for v in select * from hearing_heard(p_hearing_id, p_before, p_was) loop
        v_template := case
            when not v.appears then
                case when v.told ->> 'state' = 'scheduled' then 'hearing.released' end
            when p_new ->> 'state' = 'scheduled' then
                case when v.told is null or v.told ->> 'state' <> 'scheduled' then 'hearing.assigned'
                    when v.told <> p_new then 'hearing.moved' end
            when p_new ->> 'state' <> 'held' and v.told ->> 'state' <> p_new ->> 'state'
                then 'hearing.cancelled' end;
        -- Nobody needs to hear of it once both the old and the new hour have passed.
        v_deadline := greatest(((p_new ->> 'date') || ' ' || (p_new ->> 'time'))::timestamp,
            ((v.told ->> 'date') || ' ' || (v.told ->> 'time'))::timestamp) at time zone v_zone;
        if v_template is null or v_deadline <= duty.now() then
            continue;
        elsif v.channel is null then -- nothing reaches them: asked, so that the coordinators hear of it
            v_providers := v_providers || v.provider_id;
        elsif p_is_correction and v.person_id <> all (v_waited) then
            if v_template <> 'hearing.moved' or hearing_severity(v.told, p_new) = 'break' then
                perform fail('error.hearing.not_a_correction', 'DU409', p_field => 'is_correction');
            end if;
        elsif notice_add(v.person_id, v.channel, v_template, v_event,
                case v_template when 'hearing.released' then v.told else p_new end
                    || jsonb_strip_nulls(jsonb_build_object('new', p_new, 'old', v.told)),
                v_deadline, 7) then
            v_people := array_append(array_remove(v_people, v.person_id), v.person_id);
            v_providers := v_providers || v.provider_id;
        end if;
    end loop;
    if p_severity in ('new', 'break') then
        perform hearing_ask(p_hearing_id, v_providers, p_new, p_before);
    end if;
    return cardinality(v_people);
end $$;
grant execute on function duty.hearing_tell(bigint, jsonb, jsonb, bigint[], text, boolean) to duty_app;
