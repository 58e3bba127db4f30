-- A notice that expired unsent is laid before the coordinators, unless another channel reaches the
-- receiver, it is no longer so, or they might have switched its kind off. Called by the sender, which has
-- no Centre of its own.
create or replace function duty.notice_missed(p_center bigint, p_notice bigint) returns void
language plpgsql set search_path = duty, pg_temp as $$
declare
    v_was constant text := coalesce(current_setting('app.center_id', true), '');
    v notice;
begin
    select * into v from notice where center_id = p_center and notice_id = p_notice;
    if v.params ? 'code_id' or notice_is_over(v)
            or (notice_policy_for(p_center, v.person_id, v.template, v.params ->> 'severity',
                v.deadline)).is_optional
            or exists (select from notice o where o.center_id = p_center and o.channel <> v.channel
                and o.dedupe_key in (select left(v.dedupe_key, -length(v.channel)) || k
                    from unnest(array['sms', 'mail']) k)
                and (o.state in ('leased', 'sent', 'delivered')
                    or o.state in ('queued', 'held') and o.deadline > duty.now())) then
        return;
    end if;
    perform set_config('app.center_id', p_center::text, true);
    perform task_open('notice.failed', v.person_id, p_notice, '{}');
    perform set_config('app.center_id', v_was, true);
end $$;
grant execute on function duty.notice_missed(bigint, bigint) to duty_jobs;
