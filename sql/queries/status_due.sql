-- name: status_due(gateway, n, first_seconds, every_seconds, until_seconds, needs_id) write
select duty.status_due($1::text, $2::integer, $3::integer, $4::integer, $5::integer, $6::text::boolean)
