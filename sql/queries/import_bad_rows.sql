-- name: import_bad_rows(batch_id) read
select duty.import_bad_rows($1::text)
