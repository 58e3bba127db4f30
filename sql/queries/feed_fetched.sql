-- name: feed_fetched(items) write
select duty.feed_fetched($1::jsonb)
