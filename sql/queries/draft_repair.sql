-- name: draft_repair(month, version, changes) write
select duty.draft_repair($1::text, $2::text, $3::text)
