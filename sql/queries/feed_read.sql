-- name: feed_read(token_hash) read
select duty.feed_read($1::text)
