-- Who was invited to a hearing by mail and what they answered, by which way and when, for those who
-- plan. A mail's answer is evidence, the link's is the record.
create or replace function duty.invite_answers(p_hearing_id bigint) returns jsonb
language sql stable set search_path = duty, pg_temp as $$
    select coalesce(jsonb_agg(jsonb_build_object('provider', t.name, 'address', i.address,
        'standing', invite_standing(i, c.zone)) order by t.name collate "vi-x-icu"), '[]')
    from invite i
    join center c on c.center_id = i.center_id
    join staff() t on t.provider_id = i.provider_id
    where i.center_id = current_center() and i.hearing_id = p_hearing_id and not i.is_cancelled
$$;
grant execute on function duty.invite_answers(bigint) to duty_app;
