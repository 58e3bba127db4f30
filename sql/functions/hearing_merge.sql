-- What a hearing becomes when a door says these fields of it (hearing_put): what they do not say stays
-- as it is, or, of a new one, as usual. Only a hearing that is not held has a reason, only an adjourned
-- one a day of decision and a last day by law.
create or replace function duty.hearing_merge(p_hearing duty.hearing, p_code text, p_fields jsonb)
    returns duty.hearing
language plpgsql stable set search_path = duty, pg_temp as $$
declare
    v hearing := p_hearing;
    v_latest jsonb;
begin
    v.starts := coalesce((p_fields ->> 'starts')::timestamp, v.starts);
    v.ends := coalesce((p_fields ->> 'ends')::timestamp, v.ends);
    select zone into v.zone from center where center_id = current_center();
    v.during := tstzrange(v.starts at time zone v.zone, v.ends at time zone v.zone);
    v.room := coalesce(p_fields ->> 'room', v.room, '');
    v.judge := coalesce(p_fields ->> 'judge', v.judge, '');
    v.mode := coalesce(p_fields ->> 'mode', v.mode, 'in_person');
    v.kind := coalesce(p_fields ->> 'kind', v.kind, '');
    v.state := coalesce(p_fields ->> 'state', v.state, 'scheduled');
    v.follows_id := coalesce((p_fields ->> 'follows_id')::bigint, v.follows_id);
    v.reason := case when v.state in ('scheduled', 'held') then ''
        else coalesce(nullif(p_fields ->> 'reason', ''), v.reason, '') end;
    if v.state = 'adjourned' then
        v.decided_on := coalesce((p_fields ->> 'decided_on')::date, v.decided_on, today(v.zone));
        v_latest := hearing_latest(p_code, coalesce(p_fields ->> 'law', v.law), v.decided_on);
        v.law := v_latest ->> 'law';
        v.latest_on := (v_latest ->> 'latest_on')::date;
    else
        v.decided_on := null;
        v.law := null;
        v.latest_on := null;
    end if;
    return v;
end $$;
grant execute on function duty.hearing_merge(duty.hearing, text, jsonb) to duty_app;
