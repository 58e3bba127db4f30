-- name: list_receive(list_id, said_by, day, time) write
select duty.list_receive($1::text, $2::text, $3::text, $4::text)
