-- name: page_points(kind, from, to, sort, year) read
select jsonb_build_object('me', duty.session_me(), 'page',
    duty.page_points($1::text, $2::text, $3::text, $4::text, $5::text))
