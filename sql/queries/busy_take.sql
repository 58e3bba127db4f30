-- name: busy_take(lease, etag, last_modified, parsed) write
select duty.busy_take($1::text, $2::text, $3::text, $4::jsonb)
