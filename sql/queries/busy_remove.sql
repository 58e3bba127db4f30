-- name: busy_remove(busy_id) write
select duty.busy_remove($1::text)
