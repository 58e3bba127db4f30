-- name: page_version(month, version) read
select jsonb_build_object('me', duty.session_me(), 'page', duty.page_version($1::text, $2::text))
