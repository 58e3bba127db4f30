-- name: incoming_take(gateway, kind, from, to, text, id) write
select duty.incoming_take($1::text, $2::text, $3::text, $4::text, $5::text, $6::text)
