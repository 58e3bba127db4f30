-- name: bounce_take(report) write
select duty.bounce_take($1::jsonb)
