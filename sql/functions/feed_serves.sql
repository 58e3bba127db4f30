-- The calendars of posts, bodies and the Centre that show the duties of these posts. The Centre's own
-- line (p_is_line) is shown to every body.
create or replace function duty.feed_serves(p_posts bigint[], p_is_line boolean) returns bigint[]
language plpgsql stable set search_path = duty, pg_temp as $$
declare
    v_center constant bigint := current_center();
    v_today constant date := (select duty.today(zone) from center where center_id = v_center);
    v_orgs bigint[];
begin
    if exists (select from feed where center_id = v_center and kind = 'body') then
        v_orgs := array(select org_id from list_served() where post_id = any (p_posts));
    end if;
    return array(
        select feed_id from feed
        where center_id = v_center and (kind = 'center' or post_id = any (p_posts)
            or kind = 'body' and (p_is_line or org_id = any (v_orgs)
                or org_at(org_id, v_today) = any (v_orgs))));
end $$;
grant execute on function duty.feed_serves(bigint[], boolean) to duty_app, duty_guard;
