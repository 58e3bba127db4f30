-- name: repair_problem(absence, provider, from, to, month) read
select duty.repair_problem($1::text, $2::text, $3::text, $4::text, $5::text)
