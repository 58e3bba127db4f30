-- The own calendars I have given, how their visits go, and what is known of them: busy, from when to
-- when. For their owner alone.
create or replace function duty.page_me_busy() returns jsonb
language plpgsql stable set search_path = duty, pg_temp as $$
declare
    v_center constant bigint := current_center();
    v_me constant bigint := current_provider();
    v_zone text;
begin
    select zone into v_zone from center where center_id = v_center;
    return jsonb_build_object('provider_id', v_me, 'form', '{"url": ""}'::jsonb,
        'interval', rule_value('source.interval_min'),
        'is_full', (select count(*) = 3 from busy_source
            where center_id = v_center and provider_id = v_me),
        'sources', (
            select coalesce(jsonb_agg(jsonb_build_object('busy_id', busy_id, 'shown', shown,
                'answer', answer, 'status', status,
                -- its value is not kept (busy_settle): where the sentence needs one, another's
                'reason', case when reason <> 'intake.error.format' then jsonb_build_object('key',
                    case reason when 'intake.error.too_large' then 'source.answer.too_large'
                        else reason end) end,
                'is_new', tried_at is null, 'is_good', failures = 0 and tried_at is not null,
                'is_asked', lease is not null and lease_until > duty.now(),
                'failures', nullif(failures, 0), 'unread', nullif(unread, 0),
                'failing_since', wall(failing_since at time zone v_zone),
                'good_at', wall(good_at at time zone v_zone),
                'next_at', wall(next_at at time zone v_zone)) order by slot), '[]')
            from busy_source where center_id = v_center and provider_id = v_me),
        'times', busy_coming(v_me));
end $$;
grant execute on function duty.page_me_busy() to duty_app;
