-- name: identify(session_hash, action, request_id) read
select duty.identify($1::text, $2::text, $3::text)
