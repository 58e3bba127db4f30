-- One message, whole, for the screen and for the case file: what it said, why it waits, each attempt with
-- the gateway's answer, receipts, who opened or confirmed it, and its entries in the Centre's chain.
create or replace function duty.page_message(p_notice_id text) returns jsonb
language plpgsql stable set search_path = duty, pg_temp as $$
declare
    v_id constant bigint := arg_int('notice_id', p_notice_id, true);
    v_page jsonb;
begin
    select jsonb_build_object('notice_id', n.notice_id, 'person', coalesce(p.full_name, o.name),
            'provider_id', s.provider_id, 'channel', n.channel, 'address', n.address,
            'language', n.language, 'template', n.template, 'state', n.state, 'why', notice_why(n),
            'policy', n.policy, 'center', c.name,
            'created_at', wall(n.created_at at time zone c.zone),
            'due_at', case when n.state in ('queued', 'held') then wall(n.due_at at time zone c.zone) end,
            'deadline', wall(n.deadline at time zone c.zone),
            'ended_at', wall(n.ended_at at time zone c.zone),
            'made_at', wall(duty.now() at time zone c.zone),
            'hearing_id', n.params ->> 'hearing_id',
            'text', (select a.text from notice_attempt a where a.center_id = n.center_id
                and a.notice_id = n.notice_id and a.text is not null order by a.n desc limit 1),
            'can_resend', may('message.write') and n.deadline > duty.now()
                and n.state in ('sent', 'delivered', 'failed', 'unknown'),
            'steps', message_steps(n, c.zone), 'entries', proof_entries(n.notice_id, c.zone),
            'head', (select jsonb_build_object('seq', h.seq, 'hash', h.hash) from proof_head h
                where h.center_id = n.center_id),
            'is_open', n.state in ('queued', 'leased', 'held'))
        into v_page
        from notice n
        join center c on c.center_id = n.center_id
        left join person p on p.center_id = n.center_id and p.person_id = n.person_id
        left join provider s on s.center_id = n.center_id and s.person_id = n.person_id
        left join org_unit o on o.center_id = n.center_id and o.org_id = n.org_id
        where n.center_id = current_center() and n.notice_id = v_id;
    if v_page is null then
        perform fail('error.not_found', 'DU404');
    end if;
    return v_page;
end $$;
grant execute on function duty.page_message(text) to duty_app;
