-- The kinds of notices and, of each channel and language, whose text is in force.
create or replace function duty.page_templates() returns jsonb
language sql stable set search_path = duty, pg_temp as $$
    select jsonb_build_object('can_write', may('policy.write'), 'kinds', jsonb_agg(jsonb_build_object(
        'key', k.key, 'channels', c.list) order by k.position, k.key))
    from notice_kind k
    cross join lateral (
        select jsonb_agg(jsonb_build_object('channel', x.channel, 'texts', x.texts)
            order by x.channel desc) as list
        from (select n.channel, jsonb_agg(jsonb_build_object('key', k.key, 'channel', n.channel,
                  'language', n.language, 'version', t.version, 'is_own', t.version > 0,
                  'registered', t.registered ->> 'number')
                  order by array_position(array['vi', 'km', 'en'], n.language::text)) as texts
              from notice_template n
              cross join lateral notice_text(current_center(), k.key, n.channel, n.language) t
              where n.key = k.key group by n.channel) x) c
    where c.list is not null
$$;
grant execute on function duty.page_templates() to duty_app;
