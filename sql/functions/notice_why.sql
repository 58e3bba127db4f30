-- Why a message is where it is, as the key of a sentence: what it waits for, or what ended it; null when its
-- state says it all.
create or replace function duty.notice_why(p_notice duty.notice) returns text
language sql stable set search_path = duty, pg_temp as $$
    select case
        when p_notice.reason is not null then p_notice.reason
        when p_notice.state = 'queued' and exists (select from notice o
            where o.center_id = p_notice.center_id and o.series = p_notice.series
                and o.notice_id < p_notice.notice_id and o.state in ('queued', 'leased', 'held'))
            then 'series'
        when p_notice.state = 'unknown' and p_notice.answer_until > duty.now() then 'answer'
        when p_notice.state = 'unknown' then 'unknown_' || p_notice.policy
        when p_notice.state = 'superseded' then 'superseded' end
$$;
grant execute on function duty.notice_why(duty.notice) to duty_app;
