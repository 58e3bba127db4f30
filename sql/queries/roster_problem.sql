-- name: roster_problem(month) write
select duty.roster_problem($1::text)
