-- One question to one provider, whether they know of a hearing as it is now, if the policy of such notices
-- has it: reminded chase_minutes after the asking, the coordinators hear climb_minutes before the
-- hour. Of a hearing that is near the time left is divided evenly instead, the last third is theirs.
create or replace function duty.hearing_question_add(
    p_hearing duty.hearing, p_provider bigint, p_severity text, p_deadline timestamptz) returns void
language plpgsql set search_path = duty, pg_temp as $$
declare
    v_now constant timestamptz := duty.now();
    v_left constant interval := p_deadline - v_now;
    v_policy constant notice_policy := notice_policy_for(p_hearing.center_id, (
            select person_id from provider where center_id = p_hearing.center_id
                and provider_id = p_provider),
        case p_severity when 'new' then 'hearing.assigned' else 'hearing.moved' end, p_severity, p_deadline);
    v_n constant integer := cardinality(v_policy.chase_minutes);
    v_remind timestamptz[];
    v_climb timestamptz;
begin
    if not v_policy.is_confirmed then
        return;
    end if;
    v_remind := array(select v_now + least(v_left * i / (v_n + 2), make_interval(mins => m))
        from unnest(v_policy.chase_minutes) with ordinality c(m, i) order by i);
    v_climb := greatest(v_remind[v_n], v_now + v_left * 2 / 3,
        p_deadline - make_interval(mins => v_policy.climb_minutes));
    insert into hearing_confirm (center_id, hearing_id, provider_id, version, asked_at, remind_at,
            remind_later, climb_at, deadline, reply_number)
        values (p_hearing.center_id, p_hearing.hearing_id, p_provider, p_hearing.version, v_now,
            coalesce(v_remind[1], v_climb), v_remind[2:], v_climb, p_deadline,
            hearing_question(p_provider));
end $$;
grant execute on function duty.hearing_question_add(duty.hearing, bigint, text, timestamptz) to duty_guard;
