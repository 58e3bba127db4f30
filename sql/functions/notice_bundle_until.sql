-- Until when an ordinary notice to a person waits for others, so that they leave in one message: some
-- seconds (notice.bundle_seconds) after the last such message to them; null: it may leave at once.
create or replace function duty.notice_bundle_until(p_center bigint, p_person bigint, p_channel text)
    returns timestamptz
language plpgsql stable set search_path = duty, pg_temp as $$
declare
    v_within constant interval := make_interval(secs => rule_value('notice.bundle_seconds'));
begin
    return (select max(sent_at) + v_within from notice
        where center_id = p_center and person_id = p_person and channel = p_channel::channel
            and sent_at > duty.now() - v_within and bundle);
end $$;
grant execute on function duty.notice_bundle_until(bigint, bigint, text) to duty_app, duty_jobs, duty_guard;
