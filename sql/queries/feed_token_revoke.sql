-- name: feed_token_revoke(token_hash, whose) write
select duty.feed_token_revoke($1::text, $2::text = 'own')
