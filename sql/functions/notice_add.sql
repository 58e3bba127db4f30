-- Puts one notice into the outbox: to one person, on one channel, in the transaction of the change
-- it tells of. Returns whether it is new; the same (event, kind, person, channel) is told once.
-- p_deadline: when it is no longer worth reading. p_priority: 9 first; from notice.urgent_priority on it
-- is neither throttled nor bundled. p_policy: when nobody knows whether it left: twice (send again),
-- never, or query (wait for an answer, then ask a person). Of several addresses one that takes messages is
-- chosen. p_bundle: may leave in one text message
-- with others to the same person. p_due: not before; null: now. p_language: null: the person's.
create or replace function duty.notice_add(
    p_person bigint, p_channel text, p_template text, p_event text, p_params jsonb,
    p_deadline timestamptz, p_priority integer default 5, p_policy text default 'twice',
    p_bundle boolean default false, p_due timestamptz default null, p_language text default null)
    returns boolean
language plpgsql set search_path = duty, pg_temp as $$
declare
    v_now constant timestamptz := duty.now();
    v_center constant bigint := current_center();
    v_due timestamptz := greatest(p_due, v_now);
    v_reason text := case when v_due > v_now then 'later' end;
    v_until timestamptz;
begin
    if v_reason is null and p_bundle and p_channel = 'sms' then
        v_until := notice_bundle_until(v_center, p_person, p_channel);
        if v_until < p_deadline then
            v_due := v_until;
            v_reason := 'bundle';
        end if;
    end if;
    v_until := notice_quiet_until(v_center, p_person, p_template, v_due,
        notice_known_by(p_params, p_deadline));
    if v_until > v_due then
        v_due := v_until;
        v_reason := 'quiet';
    end if;
    insert into notice (center_id, person_id, channel, address, language, template, params, dedupe_key,
            priority, policy, bundle, state, reason, due_at, deadline, created_at)
        select k.center_id, k.person_id, k.channel, k.address, coalesce(p_language::language, p.language),
            p_template, p_params || jsonb_build_object('name', p.full_name, 'center_name', c.name),
            concat_ws(':', p_event, p_template, p_person, p_channel), p_priority, p_policy,
            p_bundle and p_channel = 'sms',
            case when v_reason is null then 'queued' else 'held' end, v_reason, v_due, p_deadline, v_now
        from contact k
        join person p on p.center_id = k.center_id and p.person_id = k.person_id
        join center c on c.center_id = k.center_id
        where k.center_id = v_center and k.person_id = p_person
            and k.channel = p_channel and k.verified_at is not null
        order by suppressed(k.center_id, k.channel::text, k.address), k.verified_at desc,
            k.contact_id desc
        limit 1
        on conflict (center_id, dedupe_key) do nothing;
    if not found then
        return false;
    end if;
    perform pg_notify('notice', '');
    return true;
end $$;
grant execute on function
    duty.notice_add(bigint, text, text, text, jsonb, timestamptz, integer, text, boolean, timestamptz, text)
    to duty_app, duty_jobs, duty_guard;
