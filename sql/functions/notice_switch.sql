-- Switches a kind of notices off for a person, or on again; only what the policies let people switch
-- off. By the person on /me, or by the link in a message (RFC 8058). Runs as duty_guard: whoever holds
-- the link is not signed in.
create or replace function duty.notice_switch(
    p_center bigint, p_person bigint, p_template text, p_is_off boolean) returns void
language plpgsql security definer set search_path = duty, pg_temp as $$
begin
    if p_is_off and not (notice_policy_for(p_center, p_person, p_template, null,
            duty.now() + interval '1 year')).is_optional then
        perform fail('error.notice.not_optional', 'DU409');
    end if;
    insert into notice_choice (center_id, person_id, off, changed_at)
        values (p_center, p_person, case when p_is_off then array[p_template] else '{}' end, duty.now())
        on conflict (center_id, person_id) do update set changed_at = excluded.changed_at,
            off = array_remove(notice_choice.off, p_template) || excluded.off;
    perform audit_add('notice.switch', 'person', p_person::text,
        jsonb_build_object('kind', p_template, 'off', p_is_off), p_center);
end $$;
alter function duty.notice_switch(bigint, bigint, text, boolean) owner to duty_guard;
grant execute on function duty.notice_switch(bigint, bigint, text, boolean) to duty_app, duty_jobs;
