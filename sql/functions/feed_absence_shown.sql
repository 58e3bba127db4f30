-- Trigger: an absence is shown from its approval on; one that ends sooner is the same event with a
-- higher sequence.
create or replace function duty.feed_absence_shown() returns trigger
language plpgsql set search_path = duty, pg_temp as $$
begin
    if tg_op = 'UPDATE' and new.during <> old.during then
        new.sequence := old.sequence + 1;
    end if;
    if new.state = 'approved' or tg_op = 'UPDATE' and old.state = 'approved' then
        perform feed_touch(array[new.provider_id]);
    end if;
    return new;
end $$;
create or replace trigger shown before insert or update on duty.absence
    for each row execute function duty.feed_absence_shown();
grant execute on function duty.feed_absence_shown() to duty_app;
