-- name: source_settle(lease, answer) write
select duty.source_settle($1::text, $2::jsonb)
