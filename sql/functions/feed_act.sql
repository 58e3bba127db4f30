-- The word calendars use for a procedural act, of our own list; null: a hearing. What the court wrote
-- may say more than a calendar should.
create or replace function duty.feed_act(p_kind text) returns text
language sql stable as $$
    select w.word from duty.act_word w
    where w.rule like 'late.interrogation%' and position(w.word in lower(p_kind)) > 0
    order by length(w.word) desc, w.word limit 1
$$;
grant execute on function duty.feed_act(text) to duty_app, duty_guard, duty_jobs;
