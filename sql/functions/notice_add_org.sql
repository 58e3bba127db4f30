-- Puts one mail to an organisation into the outbox, in the transaction of the change it tells of.
-- Returns whether it is new; false, too, when the organisation has no address.
create or replace function duty.notice_add_org(
    p_org bigint, p_template text, p_event text, p_params jsonb, p_deadline timestamptz,
    p_priority integer default 6) returns boolean
language plpgsql set search_path = duty, pg_temp as $$
begin
    insert into notice (center_id, org_id, channel, address, language, template, params,
            dedupe_key, priority, due_at, deadline, created_at)
        select o.center_id, o.org_id, 'mail', o.email, c.language, p_template,
            p_params || jsonb_build_object('name', o.name, 'center_name', c.name),
            concat_ws(':', p_event, p_template, 'org', p_org, 'mail'), p_priority, duty.now(),
            p_deadline, duty.now()
        from org_unit o join center c on c.center_id = o.center_id
        where o.center_id = current_center() and o.org_id = p_org and o.email is not null
        on conflict (center_id, dedupe_key) do nothing;
    if not found then
        return false;
    end if;
    perform pg_notify('notice', '');
    return true;
end $$;
grant execute on function
    duty.notice_add_org(bigint, text, text, jsonb, timestamptz, integer) to duty_app;
