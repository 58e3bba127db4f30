-- name: busy_claim(n, lease_seconds) write
select duty.busy_claim($1::integer, $2::integer)
