-- name: swap_ask(assignment, kind, to, back, time, note, agreed) write
select duty.swap_ask($1::text, $2::text, $3::text, $4::text, $5::text, $6::text, $7::text)
