-- All of a hearing that nobody appears at and that joins no points, as hearing_state tells it.
create or replace function duty.hearing_alone(
    p_hearing duty.hearing, p_code text, p_subject text, p_court text) returns jsonb
language sql stable as $$
    select duty.hearing_json(p_hearing, p_code, p_subject, p_court) || '{"providers": []}'
        || case when p_hearing.mode = 'in_person' then '{}' else '{"points": [], "seat": null}' end::jsonb
        || case when p_hearing.state in ('scheduled', 'held') then '{}' else jsonb_build_object(
            'reason', p_hearing.reason, 'decided_on', p_hearing.decided_on,
            'latest_on', p_hearing.latest_on, 'law', p_hearing.law) end
        || jsonb_strip_nulls(jsonb_build_object('follows_id', p_hearing.follows_id))
$$;
grant execute on function duty.hearing_alone(duty.hearing, text, text, text) to duty_app;
