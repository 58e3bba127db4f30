-- name: import_preview(court_id, filename, sha256, parsed, door, is_whole, document, date) write
select duty.import_preview($1::text, $2::text, $3::text, $4::jsonb, $5::text, null, $6::text, $7::text, $8::text)
