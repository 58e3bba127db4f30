-- name: swap_leave(id, step, note) write
select duty.swap_leave($1::text, $2::text, $3::text)
