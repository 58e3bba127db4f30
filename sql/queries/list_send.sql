-- name: list_send(list_id) write
select duty.list_send($1::text)
