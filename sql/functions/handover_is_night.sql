-- Whether a part of a duty is a night duty by itself, as demand rules count it.
create or replace function duty.handover_is_night(
    p_starts timestamp, p_ends timestamp, p_day date) returns boolean
language sql stable set search_path = duty, pg_temp as $$
    select night_minutes(p_starts::time, p_ends::time, rule_value('roster.night_from_min', p_day),
        rule_value('roster.night_until_min', p_day)) > rule_value('roster.night_more_than_min', p_day)
$$;
grant execute on function duty.handover_is_night(timestamp, timestamp, date) to duty_app;
