-- The text messages a version would send: body, language and params of each.
create or replace function duty.publish_texts(p_roster_id bigint, p_version integer, p_diff jsonb)
    returns jsonb
language sql stable set search_path = duty, pg_temp as $$
    select coalesce(jsonb_agg(jsonb_build_object('language', p.language, 'body', m.body,
        'params', n.params || jsonb_build_object('name', p.full_name, 'center_name', c.name))), '[]')
    from roster_news(p_roster_id, p_version, p_diff) n
    join center c on c.center_id = current_center()
    join person p on p.center_id = c.center_id and p.person_id = n.person_id
    join lateral (select t.body from notice_template t
        where t.key = n.template and t.channel = 'sms' and t.language in (p.language, 'vi')
        order by t.language = p.language desc limit 1) m on true
    where exists (select from contact k where k.center_id = p.center_id
        and k.person_id = p.person_id and k.channel = 'sms' and k.verified_at is not null)
$$;
grant execute on function duty.publish_texts(bigint, integer, jsonb) to duty_app;
