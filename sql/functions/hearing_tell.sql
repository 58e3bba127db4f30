-- Tells the people concerned of a hearing what differs from what they last heard; returns how many.
-- What somebody was told is read from the outbox, channel by channel: notices still waiting are
-- superseded, so moving twice before the first text leaves sends one text, and moving back sends
-- none. p_before: the hearing before this change (null: it is new), for people never written to.
create or replace function duty.hearing_tell(
    p_hearing_id bigint, p_before jsonb, p_was bigint[]) returns integer
language plpgsql set search_path = duty, pg_temp as $$
declare
    v_center constant bigint := current_center();
    v_key constant text := 'hearing:' || p_hearing_id || ':';
    v_end constant text := 'hearing:' || p_hearing_id || ';'; -- the letter after ':'
    v_new constant jsonb := hearing_snapshot(hearing_state(p_hearing_id));
    v_event text;
    v_zone text;
    v_template text;
    v_deadline timestamptz;
    v_people bigint[] := '{}';
    v record;
begin
    select v_key || sequence, zone into v_event, v_zone
        from hearing where center_id = v_center and hearing_id = p_hearing_id;
    -- Locked in the order the senders lock them (notice_record).
    perform from notice where center_id = v_center and dedupe_key >= v_key and dedupe_key < v_end
        order by notice_id for update;
    -- First, in a statement of its own: what a sender has just taken counts as told below.
    update notice set state = 'superseded', ended_at = duty.now()
        where center_id = v_center and dedupe_key >= v_key and dedupe_key < v_end
            and state in ('queued', 'held');
    for v in
        select p.person_id, k.channel,
            exists (select from appearance a where a.center_id = v_center
                and a.hearing_id = p_hearing_id and a.provider_id = p.provider_id
                and a.state <> 'released') as appears,
            case when said.n = 0 then case when p.provider_id = any (p_was) then p_before end
                when said.last is null then said.base
                when said.last ->> 'template' <> 'hearing.released' then said.last -> 'new'
            end as told
        from provider p
        join (select distinct center_id, person_id, channel from contact
              where verified_at is not null) k
            on k.center_id = p.center_id and k.person_id = p.person_id
        cross join lateral (
            select count(*) as n, (array_agg(n.params -> 'old' order by n.notice_id)) [1] as base,
                (array_agg(jsonb_build_object('template', n.template, 'new', n.params -> 'new')
                    order by n.notice_id desc) filter (where n.state <> 'failed' and exists (
                        select from notice_attempt t where t.center_id = v_center
                            and t.notice_id = n.notice_id
                            and coalesce(t.outcome, 'ok') in ('ok', 'unknown')))) [1] as last
            from notice n where n.center_id = v_center and n.person_id = p.person_id
                and n.channel = k.channel and n.dedupe_key >= v_key and n.dedupe_key < v_end) said
        where p.center_id = v_center and p.provider_id = any (p_was || array(
            select a.provider_id from appearance a
            where a.center_id = v_center and a.hearing_id = p_hearing_id))
        order by p.person_id, k.channel
    loop
        v_template := case
            when not v.appears then
                case when v.told ->> 'state' = 'scheduled' then 'hearing.released' end
            when v_new ->> 'state' = 'scheduled' then
                case when v.told is null or v.told ->> 'state' <> 'scheduled' then 'hearing.assigned'
                    when v.told <> v_new then 'hearing.moved' end
            when v_new ->> 'state' <> 'held' and v.told ->> 'state' <> v_new ->> 'state'
                then 'hearing.cancelled' end;
        -- Nobody needs to hear of it once both the old and the new hour have passed.
        v_deadline := greatest(((v_new ->> 'date') || ' ' || (v_new ->> 'time'))::timestamp,
            ((v.told ->> 'date') || ' ' || (v.told ->> 'time'))::timestamp) at time zone v_zone;
        if v_template is not null and v_deadline > duty.now() and notice_add(v.person_id, v.channel,
                v_template, v_event, case v_template when 'hearing.released' then v.told else v_new end
                    || jsonb_strip_nulls(jsonb_build_object('new', v_new, 'old', v.told)),
                v_deadline, 7) then
            v_people := array_append(array_remove(v_people, v.person_id), v.person_id);
        end if;
    end loop;
    return cardinality(v_people);
end $$;
grant execute on function duty.hearing_tell(bigint, jsonb, bigint[]) to duty_app;
