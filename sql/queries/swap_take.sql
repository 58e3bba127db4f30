-- name: swap_take(id, provider) write
select duty.swap_take($1::text, $2::text)
