-- A kind's texts of one channel as they would leave, for showing: language, subject, body and values of
-- each language. p_subject, p_body: what p_language says instead.
create or replace function duty.template_texts(p_key text, p_channel text, p_language text default null,
    p_subject text default null, p_body text default null) returns jsonb
language sql stable set search_path = duty, pg_temp as $$
    select jsonb_agg(jsonb_build_object('language', l, 'channel', p_channel,
        'version', case when l = p_language then null else t.version end,
        'subject', case when l = p_language then p_subject else t.subject end,
        'body', case when l = p_language then p_body else t.body end,
        'params', template_sample(p_key)) order by n)
    from unnest(array['vi', 'km', 'en']) with ordinality x(l, n)
    cross join lateral notice_text(current_center(), p_key, p_channel, l) t
$$;
grant execute on function duty.template_texts(text, text, text, text, text) to duty_app;
