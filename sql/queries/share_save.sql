-- name: share_save(provider, share, from) write
select duty.share_save($1::text, $2::text, $3::text)
