-- name: import_start(court_id) read
select duty.import_start($1::text)
