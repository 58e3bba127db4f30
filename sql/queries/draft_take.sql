-- name: draft_take(month, version) write
select duty.draft_take($1::text, $2::text)
