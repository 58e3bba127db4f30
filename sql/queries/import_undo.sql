-- name: import_undo(batch_id) write
select duty.import_undo($1::text)
