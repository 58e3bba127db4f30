-- name: substitutes_problem(shift, instead) read
select duty.substitutes_problem($1::text, $2::text)
