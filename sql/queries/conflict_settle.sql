-- name: conflict_settle(conflict_id, answer) write
select duty.conflict_settle($1::text, $2::text)
