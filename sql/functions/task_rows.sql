-- The open tasks of the Centre, oldest first: what each is about, whom to ring, and which endings it has.
create or replace function duty.task_rows() returns jsonb
language sql stable set search_path = duty, pg_temp as $$
    select coalesce(jsonb_agg(jsonb_build_object('task_id', t.task_id, 'kind', t.kind,
            'person', coalesce(p.full_name, o.name), 'phone', s.phone, 'provider_id', s.provider_id,
            'params', t.params, 'address', t.params ->> 'address', 'hearing_id', t.params ->> 'hearing_id',
            'code', t.params ->> 'code',
            'at_hearing', (t.params ->> 'date') || 'T' || (t.params ->> 'time'),
            'opened_at', wall(t.opened_at at time zone c.zone), 'notice_id', t.notice_id,
            'template', n.template, 'channel', n.channel,
            'can_resend', coalesce(t.kind like 'notice.%' and n.deadline > duty.now(), false),
            'can_other', coalesce(t.kind like 'notice.%' and n.deadline > duty.now() and exists (
                select from contact k where k.center_id = n.center_id and k.person_id = n.person_id
                    and k.channel <> n.channel and k.verified_at is not null
                    and not suppressed(k.center_id, k.channel, k.address)), false),
            'can_tell', t.kind <> 'reply.unclear',
            'is_reply', t.kind = 'reply.unclear') order by t.opened_at, t.task_id), '[]')
    from task t
    join center c on c.center_id = t.center_id
    left join notice n on n.center_id = t.center_id and n.notice_id = t.notice_id
    left join person p on p.center_id = t.center_id and p.person_id = t.person_id
    left join org_unit o on o.center_id = n.center_id and o.org_id = n.org_id
    left join staff() s on s.person_id = t.person_id
    where t.center_id = current_center() and t.ended_at is null
$$;
grant execute on function duty.task_rows() to duty_app;
