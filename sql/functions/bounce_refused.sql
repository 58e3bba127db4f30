-- A mail whose last attempt was refused for good: when that was for its address, nothing goes there any
-- more and the coordinators get a task. By the enhanced status in the relay's words; where it says no
-- more than "no", or has none, only a refusal of the recipient counts (RFC 5321 4.2.3: 550, 551, 553). Code
-- address: no relay would take it. To be called once a notice has ended as failed, before
-- its next channel is looked for (notice_next).
create or replace function duty.bounce_refused(p_center bigint, p_notice bigint) returns void
language plpgsql set search_path = duty, pg_temp as $$
declare
    v record;
    v_status text;
begin
    select n.person_id, n.address, a.code, coalesce(a.detail, '') as detail into v
        from notice n
        join notice_attempt a on a.center_id = n.center_id and a.notice_id = n.notice_id
            and a.n = n.attempts and a.outcome = 'permfail'
        where n.center_id = p_center and n.notice_id = p_notice and n.channel = 'mail';
    if not found then
        return;
    end if;
    v_status := substring(v.detail from '\m(5\.\d{1,3}\.\d{1,3})\M');
    if v.code = 'address' or bounce_is_hard(v_status) and v_status !~ '^5\.[03]\.'
            or v.code in ('550', '551', '553') and v.detail like 'RCPT failed%'
                and (v_status is null or bounce_is_hard(v_status)) then
        perform bounce_suppress(p_center, p_notice, v.person_id, v.address, 'refused');
    end if;
end $$;
grant execute on function duty.bounce_refused(bigint, bigint) to duty_jobs, duty_guard;
