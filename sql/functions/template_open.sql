-- The shipped text of this kind, channel and language; not found when there is none.
create or replace function duty.template_open(p_key text, p_channel text, p_language text)
    returns duty.notice_template
language plpgsql stable set search_path = duty, pg_temp as $$
declare
    v notice_template;
begin
    select * into v from notice_template
        where key = p_key and channel = p_channel and language = p_language;
    if not found then
        perform fail('error.not_found', 'DU404');
    end if;
    return v;
end $$;
grant execute on function duty.template_open(text, text, text) to duty_app;
