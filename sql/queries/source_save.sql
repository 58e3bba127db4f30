-- name: source_save(source_id, body_id, url) write
select duty.source_save($1::text, $2::text, $3::text)
