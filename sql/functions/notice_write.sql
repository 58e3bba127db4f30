-- Puts one notice into the outbox the way its policy says; returns whether it is new (notice_add).
create or replace function duty.notice_write(p_person bigint, p_channel text, p_template text,
    p_event text, p_params jsonb, p_deadline timestamptz, p_policy duty.notice_policy) returns boolean
language sql set search_path = duty, pg_temp as $$
    select notice_add(p_person, p_channel, p_template, p_event, p_params, p_deadline,
        p_policy.priority, p_policy.unknown, p_policy.is_bundled, null,
        case p_policy.language when 'centre' then
            (select language from center where center_id = current_center()) end)
$$;
grant execute on function duty.notice_write(bigint, text, text, text, jsonb, timestamptz,
    duty.notice_policy) to duty_guard;
