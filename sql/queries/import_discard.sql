-- name: import_discard(batch_id) write
select duty.import_discard($1::text)
