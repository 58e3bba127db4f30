-- name: draft_problem(month, mode) write
select duty.draft_problem($1::text, $2::text)
