-- name: import_preview(court_id, filename, sha256, parsed) write
select duty.import_preview($1::text, $2::text, $3::text, $4::jsonb)
