-- The Centre's posts numbered within their kind, for the short names in a roster's cells.
create or replace function duty.numbered_posts() returns table (
    post_id bigint, name text, kind text, n bigint)
language sql stable as $$
    select post_id, name::text, kind, row_number() over (partition by kind order by post_id)
    from duty.duty_post where center_id = (select duty.current_center())
$$;
grant execute on function duty.numbered_posts() to duty_app;
