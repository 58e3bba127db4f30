-- name: swap_approve(id, note) write
select duty.swap_approve($1::text, $2::text)
