-- name: page_point_entries(provider, year) read
select jsonb_build_object('me', duty.session_me(), 'page', duty.page_point_entries($1::text, $2::text))
