-- name: import_bad_rows(batch_id, after) read
select duty.import_bad_rows($1::text, $2::text)
