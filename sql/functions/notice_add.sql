-- Puts one notice into the outbox: to one person, on one channel, in the transaction of the change
-- it tells of. Returns whether it is new; the same (event, kind, person, channel) is told once.
create or replace function duty.notice_add(
    p_person bigint, p_channel text, p_template text, p_event text, p_params jsonb,
    p_deadline timestamptz, p_priority integer default 5) returns boolean
language plpgsql set search_path = duty, pg_temp as $$
begin
    insert into notice (center_id, person_id, channel, address, language, template, params,
            dedupe_key, priority, due_at, deadline, created_at)
        select k.center_id, k.person_id, k.channel, k.address, p.language, p_template,
            p_params || jsonb_build_object('name', p.full_name, 'center_name', c.name),
            concat_ws(':', p_event, p_template, p_person, p_channel), p_priority,
            duty.now(), p_deadline, duty.now()
        from contact k
        join person p on p.center_id = k.center_id and p.person_id = k.person_id
        join center c on c.center_id = k.center_id
        where k.center_id = current_center() and k.person_id = p_person
            and k.channel = p_channel and k.verified_at is not null
        order by k.verified_at desc, k.contact_id desc
        limit 1
        on conflict (center_id, dedupe_key) do nothing;
    if not found then
        return false;
    end if;
    perform pg_notify('notice', '');
    return true;
end $$;
grant execute on function
    duty.notice_add(bigint, text, text, text, jsonb, timestamptz, integer) to duty_app, duty_jobs, duty_guard;
