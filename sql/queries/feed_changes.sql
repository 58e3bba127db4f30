-- name: feed_changes(since) read
select duty.feed_changes($1::text)
