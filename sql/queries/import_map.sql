-- name: import_map(batch_id, form) write
select duty.import_map($1::text, $2::jsonb)
