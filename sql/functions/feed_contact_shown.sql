-- Trigger: a person is reached by telephone under another number.
create or replace function duty.feed_contact_shown() returns trigger
language plpgsql set search_path = duty, pg_temp as $$
begin
    update person set shown_at = duty.now()
        where center_id = new.center_id and person_id = new.person_id;
    return null;
end $$;
create or replace trigger shown after update of verified_at, retired_at on duty.contact for each row
    when (new.channel = 'sms' and old.verified_at is distinct from new.verified_at)
    execute function duty.feed_contact_shown();
grant execute on function duty.feed_contact_shown() to duty_app;
