-- name: notice_claim(n, lease_seconds) write
select duty.notice_claim($1::integer, $2::integer)
