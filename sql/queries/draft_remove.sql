-- name: draft_remove(shift, provider_id, version) write
select duty.draft_remove($1::text, $2::text, $3::text)
