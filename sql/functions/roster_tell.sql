-- Tells each person what the version just published changes for them, and gives their calendars a
-- new version; returns how many people are told. p_undoes: the version taken back: its notices that
-- have not left are superseded, and only those who may have got one are told again.
create or replace function duty.roster_tell(
    p_roster_id bigint, p_diff jsonb, p_undoes integer default null) returns integer
language plpgsql set search_path = duty, pg_temp as $$
declare
    v_center constant bigint := current_center();
    v_version constant integer := (select version from roster
        where center_id = v_center and roster_id = p_roster_id);
    v_undone constant text := format('roster:%s:%s:', p_roster_id, p_undoes);
    v_deadline constant timestamptz := duty.now()
        + make_interval(hours => rule_value('notice.roster_hours'));
    v_people bigint[] := '{}';
    v record;
begin
    -- Whose colleague of the same hours changed has another name and number in the calendar, too.
    perform feed_touch(array(
        select distinct unnest(array[a.provider_id, (x ->> 'provider')::bigint])
        from jsonb_array_elements((p_diff -> 'added') || (p_diff -> 'removed')) x
        join shift s on s.center_id = v_center and s.shift_id = (x ->> 'shift')::bigint
        join shift o on o.center_id = s.center_id and o.post_id = s.post_id
            and o.starts = s.starts and o.ends = s.ends
        left join assignment a on a.center_id = o.center_id and a.shift_id = o.shift_id
            and a.state = 'published'));
    perform invite_duties(array(select a.assignment_id
        from jsonb_to_recordset((p_diff -> 'added') || (p_diff -> 'removed')) x(shift bigint, provider bigint)
        join assignment a on a.center_id = v_center and a.shift_id = x.shift and a.provider_id = x.provider));
    -- Locked in the order the senders lock them (notice_record).
    perform from notice where center_id = v_center and starts_with(dedupe_key, v_undone)
        and p_undoes is not null order by notice_id for update;
    update notice set state = 'superseded', ended_at = duty.now()
        where center_id = v_center and starts_with(dedupe_key, v_undone)
            and p_undoes is not null and state in ('queued', 'held');
    for v in
        select n.*, c.channel
        from roster_news(p_roster_id, v_version, p_diff) n
        cross join unnest(array['sms', 'mail']) c(channel)
        where p_undoes is null or exists (select from notice o
            where o.center_id = v_center and starts_with(o.dedupe_key, v_undone)
                and o.person_id = n.person_id and o.channel = c.channel
                and o.state in ('leased', 'sent', 'delivered', 'unknown'))
        order by n.person_id, c.channel desc
    loop
        if notice_tell(v.person_id, v.template, format('roster:%s:%s', p_roster_id, v_version),
                v.params, v_deadline, v.channel) > 0 then
            v_people := array_append(array_remove(v_people, v.person_id), v.person_id);
        end if;
    end loop;
    return cardinality(v_people);
end $$;
grant execute on function duty.roster_tell(bigint, jsonb, integer) to duty_app;
