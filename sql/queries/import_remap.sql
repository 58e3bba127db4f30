-- name: import_remap(batch_id, parsed) write
select duty.import_remap($1::text, $2::jsonb)
