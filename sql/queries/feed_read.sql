-- name: feed_read(token_hash, have) read
select duty.feed_read($1::text, $2::text)
