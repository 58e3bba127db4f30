-- The words of a kind of notice in a language, for one channel: the Centre's version, else the shipped
-- one, else the same in Vietnamese. version: 0 is the shipped text. registered: the text registered
-- with the operators that is in force (number, body), null without one. No row: there is no such text.
-- In plpgsql, which keeps its plan: it is asked at each claim.
create or replace function duty.notice_text(
    p_center bigint, p_key text, p_channel text, p_language text)
    returns table (subject text, body text, version integer, registered jsonb)
language plpgsql stable set search_path = duty, pg_temp as $$
#variable_conflict use_column
begin
    return query select t.subject::text, t.body::text, t.version, (
        select jsonb_build_object('number', r.number, 'body', r.body) from template_registered r
        where r.center_id = p_center and r.key = p_key and r.language = t.language
            and p_channel = 'sms' and r.valid @> duty.now()::date)
    from (
        select x.language, x.subject, x.body, x.version from (
            select distinct on (v.language) v.language, v.subject, v.body, v.version
            from template_version v
            where v.center_id = p_center and v.key = p_key and v.channel = p_channel
                and v.language in (p_language, 'vi')
            order by v.language, v.version desc) x
        where x.body is not null
        union all
        select n.language, n.subject, n.body, 0 from notice_template n
        where n.key = p_key and n.channel = p_channel and n.language in (p_language, 'vi')) t
    order by t.language = p_language desc, t.version desc
    limit 1;
end $$;
grant execute on function duty.notice_text(bigint, text, text, text) to duty_app, duty_jobs, duty_guard;
