-- name: list_open(link_hash, client) write
select duty.list_open($1::text, $2::text)
