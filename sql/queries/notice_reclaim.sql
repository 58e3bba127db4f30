-- name: notice_reclaim(held, lease_seconds) write
select duty.notice_reclaim($1::jsonb, $2::integer)
