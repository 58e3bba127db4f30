-- One message as evidence: by which channel to which address, when it was written, taken over by the
-- network and delivered, and how it stands. What is not known is left out.
create or replace function duty.hearing_message(p_notice duty.notice, p_zone text) returns jsonb
language sql stable set search_path = duty, pg_temp as $$
    select jsonb_build_object('notice_id', p_notice.notice_id, 'channel', p_notice.channel, 'address', p_notice.address,
        'state', p_notice.state, 'written_at', wall(p_notice.created_at at time zone p_zone),
        'sent_at', wall(p_notice.sent_at at time zone p_zone),
        'delivered_at', (select wall(min(e.received_at) at time zone p_zone) from receipt e
            where e.center_id = p_notice.center_id and e.notice_id = p_notice.notice_id
                and e.kind = 'delivered'),
        'gateway', (select max(t.gateway || coalesce(' ' || t.gateway_id, '')) from notice_attempt t
            where t.center_id = p_notice.center_id and t.notice_id = p_notice.notice_id
                and t.outcome = 'ok'))
$$;
grant execute on function duty.hearing_message(duty.notice, text) to duty_app;
