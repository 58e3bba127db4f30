-- Forgets the answers kept for an Idempotency-Key longer than api.answer_hours ago: a key's own with
-- its next change, everybody's by the clock, so that none outlives a key that is silent or revoked.
create or replace function duty.api_forget() returns void
language plpgsql set search_path = duty, pg_temp as $$
begin
    delete from api_answer where center_id = current_center()
        and at < duty.now() - make_interval(hours => rule_value('api.answer_hours'));
end $$;
grant execute on function duty.api_forget() to duty_app, duty_jobs;
