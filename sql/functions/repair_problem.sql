-- The engine's problem for repairing a month after somebody drops out (repair_case). A pin or a
-- beginning holds nobody who drops out. Null when nothing is lost.
create or replace function duty.repair_problem(
    p_absence text, p_provider text, p_from text, p_to text, p_month text) returns jsonb
language plpgsql stable set search_path = duty, pg_temp as $$
declare
    v_case constant jsonb := repair_case(p_absence, p_provider, p_from, p_to, p_month);
    v_roster constant bigint := v_case ->> 'roster_id';
    v_during constant tstzrange := v_case ->> 'during';
    v_problem jsonb;
    v_start timestamptz;
begin
    if v_roster is null then
        return null;
    end if;
    v_problem := draft_pose(v_roster);
    select lower(r.period)::timestamp at time zone c.zone into v_start
        from roster r join center c on c.center_id = r.center_id
        where r.center_id = current_center() and r.roster_id = v_roster;
    return v_problem || jsonb_build_object(
        'out', jsonb_build_array(jsonb_build_object('provider', v_case -> 'provider',
            'from', roster_minute(lower(v_during), v_start),
            'to', roster_minute(upper(v_during), v_start))),
        'notice_until', roster_minute(duty.now()
            + make_interval(mins => rule_value('roster.notice_min')), v_start),
        'pinned', (
            select coalesce(jsonb_agg(x), '[]')
            from jsonb_array_elements(v_problem -> 'pinned') x
            join shift s on s.center_id = current_center()
                and s.shift_id = (x ->> 'shift')::bigint
            where x -> 'provider' <> v_case -> 'provider' or not s.during && v_during));
end $$;
grant execute on function duty.repair_problem(text, text, text, text, text) to duty_app;
