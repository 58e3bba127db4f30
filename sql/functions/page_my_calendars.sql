-- My calendar on telephone and computer: the own addresses, who reads them, and the form for a new one.
create or replace function duty.page_my_calendars() returns jsonb
language sql stable set search_path = duty, pg_temp as $$
    select jsonb_build_object('provider_id', current_provider(), 'is_own', true,
        'calendars', feed_tokens(true), 'at', '/me/calendars',
        'can_write', current_provider() is not null, 'unused_days', rule_value('feed.unused_days'),
        'form', '{"name": "", "level": "full", "alarm": ""}'::jsonb,
        'options', jsonb_build_object('level', options(array['full', 'busy']),
            'alarm', options(feed_alarms()), 'grace', options(feed_graces())))
$$;
grant execute on function duty.page_my_calendars() to duty_app;
