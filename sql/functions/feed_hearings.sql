-- These hearings and procedural acts of a provider as calendars show them; one that has gone to
-- somebody else as cancelled. act: the word for the act (feed_act). seat: the component point where
-- the provider sits.
create or replace function duty.feed_hearings(p_center bigint, p_provider bigint, p_ids bigint[])
    returns table (starts timestamp, uid text, body json)
language plpgsql stable set search_path = duty, pg_temp set plan_cache_mode = force_generic_plan as $$
#variable_conflict use_column
begin
    return query
        with court as materialized (
            select o.org_id, o as org,
                nullif(concat_ws(', ', p.name, nullif(p.address, '')), '') as place
            from org_unit o
            left join place p on p.center_id = o.center_id and p.place_id = o.place_id
            where o.center_id = p_center and o.kind = 'court'
        ), chosen as materialized (
            select h.*, a.state <> 'released' as is_theirs
            from unnest(p_ids) i(id)
            join hearing h on h.center_id = p_center and h.hearing_id = i.id
            join appearance a on a.center_id = p_center and a.hearing_id = i.id
                and a.provider_id = p_provider
        ), act as materialized (
            select k.kind, feed_act(k.kind) as word from (select distinct kind from chosen) k
        ), room as materialized ( -- courts have few, and to look through one takes time
            select k.room, room_told(k.room) as told from (select distinct room from chosen) k)
        select h.starts, h.uid, json_build_object('uid', h.uid, 'sequence', h.sequence,
            'changed', to_char(h.changed_at at time zone 'UTC', 'YYYYMMDD"T"HH24MISS"Z"'),
            'starts', to_char(h.starts, 'YYYYMMDD"T"HH24MISS'),
            'ends', to_char(h.ends, 'YYYYMMDD"T"HH24MISS'),
            'kind', case when w.word is null then 'hearing' else 'act' end, 'act', w.word,
            'status', case when h.state in ('scheduled', 'held') and h.is_theirs
                then 'CONFIRMED' else 'CANCELLED' end,
            'busy', h.state in ('scheduled', 'held'), 'state', h.state, 'code', l.code,
            'court', org_called(o.org, h.starts::date), 'room', r.told, 'mode', h.mode,
            'seat', room_told(s.place),
            'place', o.place, 'path', '/hearings/' || h.hearing_id)
        from chosen h
        join legal_case l on l.center_id = p_center and l.case_id = h.case_id
        join act w on w.kind = h.kind
        join room r on r.room = h.room
        left join court o on o.org_id = l.court_id
        left join hearing_point s on s.center_id = p_center and s.hearing_id = h.hearing_id
            and s.provider_sits and s.kind = 'component' and h.mode <> 'in_person';
end $$;
grant execute on function duty.feed_hearings(bigint, bigint, bigint[]) to duty_jobs, duty_app,
    duty_guard;
