-- Trigger: a post has another name, kind or place, or serves somebody else.
create or replace function duty.feed_post_shown() returns trigger
language plpgsql set search_path = duty, pg_temp as $$
declare
    v_since constant timestamp := duty.now() - interval '2 months';
begin
    new.shown_at := duty.now();
    perform feed_touch_rows(array(
        select feed_id from feed
        where center_id = new.center_id and (kind in ('body', 'center') or post_id = new.post_id
            or provider_id in (
                select a.provider_id from shift s
                join assignment a on a.center_id = s.center_id and a.shift_id = s.shift_id
                    and a.state = 'published'
                where s.center_id = new.center_id and s.post_id = new.post_id
                    and s.starts > v_since))));
    return new;
end $$;
create or replace trigger shown before update on duty.duty_post for each row
    when ((old.name, old.kind, old.place_id, old.org_id, old.area_id)
        is distinct from (new.name, new.kind, new.place_id, new.org_id, new.area_id))
    execute function duty.feed_post_shown();
grant execute on function duty.feed_post_shown() to duty_app;
