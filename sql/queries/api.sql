-- name: api_list(from, to, limit, after) read
select duty.api_list($1::text, $2::text, $3::text, $4::text)

-- name: api_get(id) read
select duty.api_get($1::text)

-- name: api_appearances(id) read
select duty.api_appearances($1::text)

-- name: api_write(method, id, body, token, match, none_match, reason) write
select duty.api_write($1::text, $2::text, $3::text, $4::text, $5::text, $6::text, $7::text)
