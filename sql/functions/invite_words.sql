-- What mails and pages say of an invitation's event: when (wall time), and the duty or the hearing it
-- is. Nothing of the case but its docket number.
create or replace function duty.invite_words(p_event jsonb) returns jsonb
language sql stable set search_path = duty, pg_temp as $$
    select jsonb_strip_nulls(jsonb_build_object('kind', p_event -> 'kind',
        'is_' || (p_event ->> 'kind'), true,
        'starts', wall(to_timestamp(p_event ->> 'starts', 'YYYYMMDD"T"HH24MISS')::timestamp),
        'ends', wall(to_timestamp(p_event ->> 'ends', 'YYYYMMDD"T"HH24MISS')::timestamp),
        'post', p_event -> 'post', 'role', p_event -> 'role', 'code', p_event -> 'code',
        'act', p_event -> 'act', 'court', p_event -> 'court', 'room', p_event -> 'room', 'mode', p_event -> 'mode',
        'place', coalesce(nullif(p_event -> 'seat', 'null'), p_event -> 'place')))
$$;
grant execute on function duty.invite_words(jsonb) to duty_app, duty_jobs, duty_guard;
