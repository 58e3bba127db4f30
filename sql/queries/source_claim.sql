-- name: source_claim(n, lease_seconds) write
select duty.source_claim($1::integer, $2::integer)
