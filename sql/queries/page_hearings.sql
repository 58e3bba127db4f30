-- name: page_hearings(from, to, court, q, offset) read
select jsonb_build_object('me', duty.session_me(), 'page',
    duty.page_hearings($1::text, $2::text, $3::text, $4::text, $5::text))
