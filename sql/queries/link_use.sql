-- name: link_use(code, answer, client) write
select duty.link_use($1::text, $2::text, $3::text)
