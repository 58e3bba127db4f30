-- Trigger: a court or police body has come after another, or its days are others: which posts serve
-- it is a matter of that (list_served).
create or replace function duty.feed_org_shown() returns trigger
language plpgsql set search_path = duty, pg_temp as $$
begin
    perform feed_touch_rows(array(
        select feed_id from feed where center_id = current_center() and kind = 'body'));
    return null;
end $$;
create or replace trigger shown after insert on duty.org_succession
    for each statement execute function duty.feed_org_shown();
create or replace trigger shown after insert or update of valid, area_id, parent_id on duty.org_unit
    for each statement execute function duty.feed_org_shown();
grant execute on function duty.feed_org_shown() to duty_app;
