-- name: list_confirm(link_hash, client) write
select duty.list_confirm($1::text, $2::text)
