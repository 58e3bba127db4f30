-- The demonstration's telephone and mailbox: what the capture gateway was given, newest first.
create or replace function duty.page_captured(p_channel text, p_offset text) returns jsonb
language plpgsql stable set search_path = duty, pg_temp as $$
declare
    v_center constant bigint := current_center();
    v_channel constant text := arg_choice('channel', p_channel, array['sms', 'mail']);
    v_offset constant bigint := coalesce(arg_int('offset', p_offset), 0);
    v_items jsonb;
begin
    select coalesce(jsonb_agg(jsonb_build_object('captured_id', k.captured_id, 'channel', k.channel,
            'address', k.address, 'person', coalesce(p.full_name, o.name), 'subject', k.subject, 'body', k.body,
            'token', k.token, 'at', wall(k.captured_at at time zone c.zone))
            order by k.captured_id desc), '[]')
        into v_items
        from (select * from captured where center_id = v_center
                  and (v_channel is null or channel = v_channel)
              order by captured_id desc limit 51 offset v_offset) k
        join center c on c.center_id = k.center_id
        left join notice_attempt a on a.token = k.token and a.center_id = k.center_id
        left join notice n on n.center_id = a.center_id and n.notice_id = a.notice_id
        left join person p on p.center_id = n.center_id and p.person_id = n.person_id
        left join org_unit o on o.center_id = n.center_id and o.org_id = n.org_id;
    return jsonb_build_object('items', v_items - 50, 'channel', v_channel, 'offset', v_offset,
        'size', 50, 'prev_offset', case when v_offset > 0 then greatest(v_offset - 50, 0) end,
        'next_offset', case when jsonb_array_length(v_items) > 50 then v_offset + 50 end,
        'total', (select count(*) from captured where center_id = v_center
            and (v_channel is null or channel = v_channel)));
end $$;
grant execute on function duty.page_captured(text, text) to duty_app;
