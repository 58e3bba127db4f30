-- Tells a person of something, in the transaction of the change, the way the policy of this kind says:
-- on which channels, in order or all at once, how urgently. Returns how many notices are new. The one
-- door for whoever tells people; the same (p_event, kind, person, channel) is told once.
-- p_params ->> 'severity': new, break or shift, where the policy may ask for it. p_deadline: from then
-- on it is no use. p_channel: on this one alone, if the policy has it; where channels come in order, only
-- the first one, and any on which they heard of the same (the first two parts of p_event) before. Runs
-- as duty_guard: who changes something need not see how others are reached.
create or replace function duty.notice_tell(
    p_person bigint, p_template text, p_event text, p_params jsonb, p_deadline timestamptz,
    p_channel text default null) returns integer
language plpgsql security definer set search_path = duty, pg_temp as $$
declare
    v_center constant bigint := current_center();
    v_policy constant notice_policy := notice_policy_for(
        v_center, p_person, p_template, p_params ->> 'severity', notice_known_by(p_params, p_deadline));
    v_about constant text := split_part(p_event, ':', 1) || ':' || split_part(p_event, ':', 2);
    v_channels text[];
    v_channel text;
    v_told integer := 0;
begin
    if v_policy.is_optional and exists (select from notice_choice c where c.center_id = v_center
            and c.person_id = p_person and p_template = any (c.off)) then
        return 0;
    end if;
    v_channels := notice_channels(p_person, v_policy);
    foreach v_channel in array v_channels loop
        if p_channel is null or p_channel = v_channel and (v_policy.is_together
                or v_channel = v_channels[1] or exists (select from notice o
                    where o.center_id = v_center and o.person_id = p_person and o.channel = v_channel
                        and o.dedupe_key >= v_about || ':' and o.dedupe_key < v_about || ';'
                        and o.state not in ('superseded', 'failed', 'expired'))) then
            v_told := v_told + notice_write(p_person, v_channel, p_template, p_event, p_params,
                p_deadline, v_policy)::integer;
        end if;
        exit when not v_policy.is_together and p_channel is null;
    end loop;
    return v_told;
end $$;
alter function duty.notice_tell(bigint, text, text, jsonb, timestamptz, text) owner to duty_guard;
grant execute on function duty.notice_tell(bigint, text, text, jsonb, timestamptz, text)
    to duty_app, duty_jobs;
