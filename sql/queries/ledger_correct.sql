-- name: ledger_correct(provider, kind, points, day, reason) write
select duty.ledger_correct($1::text, $2::text, $3::text, $4::text, $5::text)
