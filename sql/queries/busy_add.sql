-- name: busy_add(url) write
select duty.busy_add($1::text)
