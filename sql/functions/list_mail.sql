-- Mails a list to its body: a personal link that the sender makes when the mail leaves
-- (list_link_new). p_is_change: the body knows an older one. p_event: what makes this mail another
-- one than the last. Returns whether there is an address to mail to.
create or replace function duty.list_mail(p_list_id bigint, p_is_change boolean, p_event text)
    returns boolean
language plpgsql set search_path = duty, pg_temp as $$
declare
    v record;
begin
    select l.*, r.period into v
        from list l join roster r on r.center_id = l.center_id and r.roster_id = l.roster_id
        where l.center_id = current_center() and l.list_id = p_list_id;
    return notice_add_org(v.org_id,
        case when p_is_change then 'list.changed' else 'list.issued' end,
        format('list:%s:%s', p_list_id, p_event), jsonb_build_object('list_id', p_list_id,
            'roster_id', v.roster_id, 'month', to_char(lower(v.period), 'YYYY-MM'),
            'version', v.version, 'body', v.org_name, 'from', v.starts_on,
            'hotline', v.content ->> 'hotline'),
        duty.now() + make_interval(hours => rule_value('notice.roster_hours')));
end $$;
grant execute on function duty.list_mail(bigint, boolean, text) to duty_app;
