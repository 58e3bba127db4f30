-- The outbox, newest first, fifty to a page: each message with its attempts and receipts.
create or replace function duty.page_messages(
    p_state text, p_channel text, p_q text, p_offset text) returns jsonb
language plpgsql stable set search_path = duty, pg_temp as $$
declare
    v_center constant bigint := current_center();
    v_state constant text := arg_choice('state', p_state, array['queued', 'leased', 'sent',
        'delivered', 'failed', 'unknown', 'held', 'superseded', 'expired']);
    v_channel constant text := arg_choice('channel', p_channel, array['sms', 'mail']);
    v_q constant text := arg_text('q', p_q, 100);
    v_offset constant bigint := coalesce(arg_int('offset', p_offset), 0);
    v_zone text;
    v_messages jsonb;
begin
    select zone into v_zone from center where center_id = v_center;
    -- One more than a page, to know whether there is another.
    select coalesce(jsonb_agg(jsonb_build_object('notice_id', n.notice_id, 'person', n.full_name,
            'channel', n.channel, 'address', n.address, 'language', n.language,
            'template', n.template, 'state', n.state, 'priority', n.priority,
            'created_at', wall(n.created_at at time zone v_zone),
            'due_at', wall(n.due_at at time zone v_zone),
            'deadline', wall(n.deadline at time zone v_zone),
            'sent_at', wall(n.sent_at at time zone v_zone),
            'ended_at', wall(n.ended_at at time zone v_zone),
            'text', t.text, 'attempts', t.list, 'receipts', r.list)
            order by n.created_at desc, n.notice_id desc), '[]')
        into v_messages
        from (select n.*, coalesce(p.full_name, o.name) as full_name from notice n
              left join person p on p.center_id = n.center_id and p.person_id = n.person_id
              left join org_unit o on o.center_id = n.center_id and o.org_id = n.org_id
              where n.center_id = v_center and (v_state is null or n.state = v_state)
                  and (v_channel is null or n.channel = v_channel)
                  and (v_q is null or position(lower(v_q) in
                      lower(concat_ws(' ', p.full_name, o.name, n.address, n.template))) > 0)
              order by n.created_at desc, n.notice_id desc limit 51 offset v_offset) n
        cross join lateral (
            select coalesce(jsonb_agg(jsonb_build_object('n', a.n, 'gateway', a.gateway,
                'gateway_id', a.gateway_id, 'at', wall(a.started_at at time zone v_zone),
                'outcome', a.outcome, 'code', a.code, 'detail', a.detail) order by a.n), '[]') as list,
                (array_agg(a.text order by a.n desc) filter (where a.text is not null)) [1] as text
            from notice_attempt a
            where a.center_id = v_center and a.notice_id = n.notice_id) t
        cross join lateral (
            select coalesce(jsonb_agg(jsonb_build_object('n', c.n, 'kind', c.kind,
                'detail', c.detail, 'at', wall(c.received_at at time zone v_zone))
                order by c.receipt_id), '[]') as list
            from receipt c where c.center_id = v_center and c.notice_id = n.notice_id) r;
    return jsonb_build_object('notices', v_messages - 50,
        'form', jsonb_build_object('state', v_state, 'channel', v_channel, 'q', v_q),
        'options', jsonb_build_object('channel', options(array['sms', 'mail']),
            'state', options(array['queued', 'leased', 'sent', 'delivered', 'failed', 'unknown', 'held',
                'superseded', 'expired'])),
        'prev_offset', case when v_offset > 0 then greatest(v_offset - 50, 0) end,
        'next_offset', case when jsonb_array_length(v_messages) > 50 then v_offset + 50 end,
        'counts', (select coalesce(jsonb_agg(jsonb_build_object('state', state, 'count', n)
                order by n desc), '[]')
            from (select state, count(*) as n from notice where center_id = v_center
                  group by state) s));
end $$;
grant execute on function duty.page_messages(text, text, text, text) to duty_app;
