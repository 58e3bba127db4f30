-- name: source_remove(source_id) write
select duty.source_remove($1::text)
