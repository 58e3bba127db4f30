-- name: draft_redo(month, version) write
select duty.draft_redo($1::text, $2::text)
