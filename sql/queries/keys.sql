-- name: page_keys() read
select jsonb_build_object('me', duty.session_me(), 'page', duty.page_keys())

-- name: key_new(org, name, days, prefix, hash) write
select duty.key_new($1::text, $2::text, $3::text, $4::text, $5::text)

-- name: key_revoke(id) write
select duty.key_revoke($1::text)

-- name: court_code_new(org, name, days, link_hash, prefix, secret) write
select jsonb_build_object('me', duty.session_me(), 'page', duty.court_code_new($1::text, $2::text, $3::text,
    $4::text, $5::text, $6::text))

-- name: court_code_revoke(id) write
select duty.court_code_revoke($1::text)
