-- name: busy_settle(lease, answer) write
select duty.busy_settle($1::text, $2::jsonb)
