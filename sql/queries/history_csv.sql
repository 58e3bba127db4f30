-- name: history_csv(account, kind, entity, id, from, to) read
select duty.history_csv($1::text, $2::text, $3::text, $4::text, $5::text, $6::text)
