-- One version of a hearing as evidence (page_hearing_evidence): what was set, what became of it, when
-- that was recorded, and for each person concerned when they were reached. in_time: some message was
-- delivered, or they confirmed, before the hour that was set.
create or replace function duty.hearing_break(p_change duty.hearing_change, p_zone text) returns jsonb
language sql stable set search_path = duty, pg_temp as $$
    select jsonb_build_object('version', p_change.version,
        'set_for', s.set_for, 'until', p_change.before ->> 'end_time',
        'state', p_change.after ->> 'state', 'new_at', case when p_change.after ->> 'state' = 'scheduled'
            then (p_change.after ->> 'date') || 'T' || (p_change.after ->> 'time') end,
        'recorded_at', wall(p_change.changed_at at time zone p_zone), 'door', p_change.door,
        'people', (
            select coalesce(jsonb_agg(jsonb_build_object('provider', t.name, 'messages', m.list,
                'confirmed_at', wall(f.ended_at at time zone p_zone), 'means', f.means,
                'reached_at', wall(r.at at time zone p_zone),
                'in_time', coalesce(r.at at time zone p_zone < s.set_for::timestamp, false))
                order by t.name), '[]')
            from staff() t
            cross join lateral (
                select coalesce(jsonb_agg(hearing_message(o, p_zone) order by o.notice_id), '[]') as list,
                    min(e.received_at) as delivered_at
                from notice o
                left join receipt e on e.center_id = o.center_id and e.notice_id = o.notice_id
                    and e.kind = 'delivered'
                where o.center_id = p_change.center_id and o.person_id = t.person_id
                    and o.dedupe_key >= 'hearing:' || p_change.hearing_id || ':'
                    and o.dedupe_key < 'hearing:' || p_change.hearing_id || ';'
                    and o.created_at = p_change.changed_at) m
            left join hearing_confirm f on f.center_id = p_change.center_id
                and f.hearing_id = p_change.hearing_id and f.version = p_change.version
                and f.provider_id = t.provider_id and f.means not in ('superseded', 'late')
            cross join lateral (select least(m.delivered_at, f.ended_at) as at) r
            where p_change.before -> 'providers' @> to_jsonb(t.provider_id)
                and (current_actor() <> 'provider' or t.provider_id = current_provider())))
    from (select (p_change.before ->> 'date') || 'T' || (p_change.before ->> 'time') as set_for) s
$$;
grant execute on function duty.hearing_break(duty.hearing_change, text) to duty_app;
