-- name: feed_token_new(token_hash, name) write
select duty.feed_token_new($1::text, $2::text)
