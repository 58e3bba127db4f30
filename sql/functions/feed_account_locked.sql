-- Trigger: a person's account is locked or opened, and so are the own calendar addresses
-- (feed_is_locked). Accounts are locked by the daemon's guard and by the operator, for any Centre.
create or replace function duty.feed_account_locked() returns trigger
language plpgsql set search_path = duty, pg_temp as $$
declare
    v_center constant text := coalesce(current_setting('app.center_id', true), '');
begin
    perform set_config('app.center_id', new.center_id::text, true);
    perform feed_touch_rows(array(
        select f.feed_id from feed f
        join provider p on p.center_id = f.center_id and p.provider_id = f.provider_id
        where f.center_id = new.center_id and p.person_id = new.person_id));
    perform set_config('app.center_id', v_center, true);
    return null;
end $$;
create or replace trigger shown after update of locked_at on duty.account for each row
    when (old.locked_at is distinct from new.locked_at) execute function duty.feed_account_locked();
grant execute on function duty.feed_account_locked() to duty_guard;
