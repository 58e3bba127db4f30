-- name: call_note(provider, assignment, calls, minutes) write
select duty.call_note($1::text, $2::text, $3::text, $4::text)
