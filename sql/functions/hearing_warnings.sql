-- What a hearing about to be saved might be wrong about, null when nothing: other coming hearings of
-- its docket number (same), other cases in its room at its hour (room), what its person is
-- committed to (clash) and when that day they are free. p_fields: as for hearing_put. mark names the
-- findings: a form that brings it back has seen them; it is null when that very hearing is there.
create or replace function duty.hearing_warnings(p_hearing_id bigint, p_fields jsonb) returns jsonb
language plpgsql stable set search_path = duty, pg_temp as $$
declare
    v_court constant bigint := p_fields ->> 'court_id';
    v_code constant text := squash(p_fields ->> 'code');
    v_room constant text := squash(p_fields ->> 'room');
    v_starts constant timestamp := p_fields ->> 'starts';
    v_ends constant timestamp := p_fields ->> 'ends';
    -- As hearing_place says of a saved one: online and at a component point nobody is at the court.
    v_at constant bigint := case when p_fields ->> 'mode' <> 'online' and not coalesce(
        p_fields -> 'points' @> '[{"kind": "component", "provider_sits": true}]', false)
        then v_court end;
    v_provider constant bigint := coalesce((p_fields ->> 'provider_id')::bigint,
        hearing_follows(p_hearing_id, v_court, p_fields ->> 'code'));
    v_zone text;
    v_same jsonb;
    v_others jsonb;
    v_clash jsonb := '[]';
begin
    select zone into v_zone from center where center_id = current_center();
    with coming as (
        select h.hearing_id, h.starts, l.code, h.room, squash(l.code) = v_code as is_case
        from hearing h
        join legal_case l on l.center_id = h.center_id and l.case_id = h.case_id
            and l.court_id = v_court
        where h.center_id = current_center() and h.state = 'scheduled'
            and h.starts >= duty.today(v_zone)::timestamp
            and h.hearing_id is distinct from p_hearing_id
            and (h.starts = v_starts or squash(l.code) = v_code))
    select coalesce(jsonb_agg(j order by starts, code) filter (where is_case), '[]'),
            coalesce(jsonb_agg(j order by code) filter (where not is_case and starts = v_starts
                and squash(room) = v_room and v_room <> ''), '[]')
        into v_same, v_others
        from (select *, jsonb_build_object('hearing_id', hearing_id, 'code', code, 'room', room,
                'at', wall(starts), 'is_it', code = p_fields ->> 'code' and starts = v_starts) as j
            from coming) c;
    if v_provider is not null then
        v_clash := hearing_clash(v_provider, tstzrange(v_starts at time zone v_zone,
            v_ends at time zone v_zone), p_hearing_id, coalesce(v_at, 0));
    end if;
    if v_same = '[]' and v_others = '[]' and v_clash = '[]' then
        return null;
    end if;
    return jsonb_build_object('asks', true, 'same', v_same, 'room', v_others, 'clash', v_clash,
        'is_busy', v_clash <> '[]', 'day', v_starts::date,
        'provider', (select name from staff() where provider_id = v_provider),
        'free', case when v_clash = '[]' then '[]' else hearing_free(v_provider, v_starts::date,
            (extract(epoch from v_ends - v_starts) / 60)::integer, v_at, p_hearing_id) end,
        'late', late_notice(v_starts, p_fields ->> 'kind', p_fields ->> 'subject'),
        'mark', case when not v_same @> '[{"is_it": true}]'
            then md5(concat_ws('|', v_starts, v_same, v_others, v_provider, v_clash)) end);
end $$;
grant execute on function duty.hearing_warnings(bigint, jsonb) to duty_app;
