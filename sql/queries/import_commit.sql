-- name: import_commit(batch_id) write
select duty.import_commit($1::text)
