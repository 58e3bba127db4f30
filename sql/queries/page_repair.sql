-- name: page_repair(absence, provider, from, to, month, answer) read
select json_build_object('me', duty.session_me(), 'page',
    duty.page_repair($1::text, $2::text, $3::text, $4::text, $5::text, $6::jsonb))
