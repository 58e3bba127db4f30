-- name: notice_claim(n, lease_seconds, channel) write
select duty.notice_claim($1::integer, $2::integer, $3::text)
