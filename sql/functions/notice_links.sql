-- What a message gets only when it leaves, so that it is nowhere but in that message; of these what its
-- template asks for. confirm_link, reply_code, reply_number, call_number: the ways to answer the open
-- question about the hearing it tells of, none when there is no question. wrong_link: "this is not my
-- number". unsubscribe_link: "no more of these". code: whose address this is (contact_code).
-- p_words: the template, subject and body.
create or replace function duty.notice_links(p_notice duty.notice, p_words text) returns jsonb
language plpgsql set search_path = duty, pg_temp as $$
declare
    v_asked hearing_confirm;
    v_links jsonb := '{}';
    v_long timestamptz;
begin
    if p_words ~ 'wrong_link|unsubscribe_link' then
        v_long := duty.now() + make_interval(days => rule_value('link.days'));
    end if;
    if p_words ~ 'wrong_link' then
        v_links := v_links || jsonb_build_object('wrong_link',
            link_new(p_notice, 'wrong', null, v_long));
    end if;
    if p_words ~ 'unsubscribe_link' then
        v_links := v_links || jsonb_build_object('unsubscribe_link',
            link_new(p_notice, 'unsubscribe', null, v_long));
    end if;
    if p_words ~ '\{code_sent' and p_notice.params ? 'code_id' then
        v_links := v_links || jsonb_build_object('code_sent', contact_code_new(p_notice));
    end if;
    if p_words ~ 'confirm_link|reply_code|call_number' then
        v_asked := link_asked(p_notice);
        if v_asked.hearing_id is not null then
            v_links := v_links || jsonb_build_object('confirm_link',
                link_new(p_notice, 'confirm', v_asked, v_asked.deadline)) || (
                select jsonb_strip_nulls(jsonb_build_object('reply_number', reply_number,
                    'reply_code', case when reply_number is not null then v_asked.reply_number end,
                    'call_number', call_number))
                from center where center_id = p_notice.center_id);
        end if;
    end if;
    return v_links;
end $$;
grant execute on function duty.notice_links(duty.notice, text) to duty_jobs;
