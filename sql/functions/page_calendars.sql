-- The addresses of calendars that show who is on duty: of posts, of courts and police bodies, of the
-- Centre. An account of a court or police body has its own body's.
create or replace function duty.page_calendars() returns jsonb
language plpgsql stable set search_path = duty, pg_temp as $$
declare
    v_center constant bigint := current_center();
    v_body constant text := case when current_actor() in ('clerk', 'police') then
        (select name from org_unit where center_id = v_center and org_id = current_org()) end;
    v_today date;
    v_subjects jsonb;
begin
    select duty.today(zone) into v_today from center where center_id = v_center;
    select coalesce(jsonb_agg(jsonb_build_object('value', s.value, 'kind', s.kind, 'name', s.name)
            order by s.rank, s.name collate "vi-x-icu"), '[]')
        into v_subjects
        from (select 0 as rank, 'center' as value, 'center' as kind, name::text from center
                  where center_id = v_center
              union all
              select 1, 'post:' || post_id, 'post', name from duty_post where center_id = v_center
              union all
              select 2, 'body:' || o.org_id, 'body', o.name from org_unit o
              where o.center_id = v_center
                  and o.org_id in (select org_id from list_served() where valid @> v_today)) s
        where v_body is null;
    return jsonb_build_object('calendars', feed_tokens(false), 'at', '/calendars', 'body', v_body,
        'can_write', may('feed.write'), 'unused_days', rule_value('feed.unused_days'),
        'form', '{"subject": "", "name": "", "alarm": ""}'::jsonb,
        'options', jsonb_build_object('subject', v_subjects, 'alarm', options(feed_alarms()),
            'grace', options(feed_graces())));
end $$;
grant execute on function duty.page_calendars() to duty_app;
