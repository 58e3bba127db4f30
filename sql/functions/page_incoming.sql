-- Texts and missed calls that came in, newest first, a hundred: from whom, what they said, what it meant.
create or replace function duty.page_incoming() returns jsonb
language sql stable set search_path = duty, pg_temp as $$
    select jsonb_build_object('incoming', coalesce(jsonb_agg(x.row order by x.incoming_id desc), '[]'))
    from (
        select i.incoming_id, jsonb_build_object('at', wall(i.received_at at time zone c.zone),
            'kind', i.kind, 'sender', i.sender, 'person', p.full_name, 'text', i.text,
            'verdict', i.verdict, 'is_bad', i.verdict not in ('confirmed', 'again'),
            'hearing_id', i.hearing_id, 'code', l.code) as row
        from incoming i
        join center c on c.center_id = i.center_id
        left join person p on p.center_id = i.center_id and p.person_id = i.person_id
        left join hearing h on h.center_id = i.center_id and h.hearing_id = i.hearing_id
        left join legal_case l on l.center_id = h.center_id and l.case_id = h.case_id
        where i.center_id = current_center()
        order by i.incoming_id desc limit 100) x
$$;
grant execute on function duty.page_incoming() to duty_app;
