-- Whether gaps (publish_gaps) leave a custody minute uncovered that was covered by those before.
create or replace function duty.publish_uncovers(p_gaps jsonb, p_before jsonb) returns boolean
language sql immutable as $$
    select exists (
        select from jsonb_to_recordset(p_gaps) n(post_id bigint, "from" timestamp, until timestamp)
        group by n.post_id
        having not coalesce((
            select range_agg(tsrange(b."from", b.until))
            from jsonb_to_recordset(p_before) b(post_id bigint, "from" timestamp, until timestamp)
            where b.post_id = n.post_id), '{}') @> range_agg(tsrange(n."from", n.until)))
$$;
grant execute on function duty.publish_uncovers(jsonb, jsonb) to duty_app;
