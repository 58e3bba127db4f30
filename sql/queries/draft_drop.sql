-- name: draft_drop(month) write
select duty.draft_drop($1::text)
