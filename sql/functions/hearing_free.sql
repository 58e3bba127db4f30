-- The stretches of a day, [{start, end}] as 07:30, in which a provider could be at this court for so
-- many minutes: within court hours (rules court.*) of a day courts work, outside commitments with the
-- way there and back, and outside absences. p_court null: online, from anywhere. p_hearing is left out
-- of account. Today begins now. Absences and other courts' hearings are not the clerk's to read: hence
-- the rights of duty_guard.
create or replace function duty.hearing_free(
    p_provider bigint, p_day date, p_minutes integer, p_court bigint,
    p_hearing bigint default null) returns jsonb
language plpgsql stable security definer set search_path = duty, pg_temp as $$
declare
    v_zone text;
    v_now timestamp;
    v_place bigint;
    v_day tsrange;
    v_free tsmultirange;
begin
    if is_day_off(day_type(p_day)) then
        return '[]';
    end if;
    select zone, duty.now() at time zone zone into v_zone, v_now
        from center where center_id = current_center();
    select place_id into v_place from org_unit
        where center_id = current_center() and org_id = p_court;
    select tsmultirange(m.half, a.half), tsrange(lower(m.half), upper(a.half)) into v_free, v_day
        from (select tsrange(
                p_day + make_interval(mins => rule_value('court.morning_from_min', p_day)),
                p_day + make_interval(mins => rule_value('court.morning_until_min', p_day))) as half) m,
            (select tsrange(
                p_day + make_interval(mins => rule_value('court.afternoon_from_min', p_day)),
                p_day + make_interval(mins => rule_value('court.afternoon_until_min', p_day))) as half) a;
    select v_free - coalesce(range_agg(tsrange(
            lower(b.during) at time zone v_zone - make_interval(mins => b.way),
            upper(b.during) at time zone v_zone + make_interval(mins => b.way))), '{}')
            - tsmultirange(tsrange(null, v_now)) into v_free
        from provider_busy(p_provider, tstzrange(lower(v_day) at time zone v_zone,
            upper(v_day) at time zone v_zone), v_place, p_hearing) b;
    return (
        select coalesce(jsonb_agg(jsonb_build_object('start', to_char(lower(r), 'HH24:MI'),
            'end', to_char(upper(r), 'HH24:MI')) order by r), '[]')
        from unnest(v_free) r
        where upper(r) - lower(r) >= make_interval(mins => p_minutes));
end $$;
alter function duty.hearing_free(bigint, date, integer, bigint, bigint) owner to duty_guard;
grant execute on function duty.hearing_free(bigint, date, integer, bigint, bigint) to duty_app;
