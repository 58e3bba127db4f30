-- name: import_take(door, source, court, filename, sha256, parsed) write
select duty.import_take($1::text, $2::bigint, $3::text, $4::text, $5::text, $6::jsonb)
