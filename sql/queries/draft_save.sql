-- name: draft_save(month, mode, seed, problem_hash, version, solution) write
select duty.draft_save($1::text, $2::text, $3::text, $4::text, $5::text, $6::jsonb)
