-- name: draft_undo(month, version) write
select duty.draft_undo($1::text, $2::text)
