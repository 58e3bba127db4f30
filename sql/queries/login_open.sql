-- name: login_open(center_id, account, session_hash, address) write
select duty.login_open($1::bigint, $2::bigint, $3::text, $4::text)
