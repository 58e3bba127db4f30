-- name: feed_token_revoke(token_hash) write
select duty.feed_token_revoke($1::text)
