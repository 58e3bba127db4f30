-- Who was told of a hearing, how, and how far the message came.
create or replace function duty.hearing_told(p_hearing_id bigint) returns jsonb
language plpgsql stable set search_path = duty, pg_temp as $$
begin
    return (
        select coalesce(jsonb_agg(jsonb_build_object('notice_id', n.notice_id, 'person', p.full_name,
            'channel', n.channel, 'template', n.template, 'state', n.state,
            'at', wall(coalesce(n.ended_at, n.sent_at, n.created_at) at time zone c.zone))
            order by n.notice_id desc), '[]')
        from notice n
        join center c on c.center_id = n.center_id
        join person p on p.center_id = n.center_id and p.person_id = n.person_id
        where n.center_id = current_center() and n.dedupe_key >= 'hearing:' || p_hearing_id || ':'
            and n.dedupe_key < 'hearing:' || p_hearing_id || ';');
end $$;
grant execute on function duty.hearing_told(bigint) to duty_app;
