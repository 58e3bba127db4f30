-- name: roster_draft_save(month, seed, problem_hash, solution) write
select duty.roster_draft_save($1::text, $2::text, $3::text, $4::jsonb)
