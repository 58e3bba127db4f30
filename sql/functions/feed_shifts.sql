-- Calendars that show these shifts themselves (of a post, a body, the Centre) show something else of
-- them: the same events with a higher sequence.
create or replace function duty.feed_shifts(p_shifts bigint[]) returns void
language plpgsql set search_path = duty, pg_temp as $$
declare
    v record;
begin
    with shown as (
        update shift set shown_sequence = shown_sequence + 1, shown_at = duty.now()
            where center_id = current_center() and shift_id = any (p_shifts)
            returning post_id, role)
    select array_agg(distinct post_id) as posts, bool_or(role = 'centre') as is_line
        into v from shown;
    perform feed_touch_rows(feed_serves(v.posts, v.is_line)) where v.posts is not null;
end $$;
grant execute on function duty.feed_shifts(bigint[]) to duty_app;
