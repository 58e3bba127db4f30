-- name: link_open(code, client) write
select duty.link_open($1::text, $2::text)
