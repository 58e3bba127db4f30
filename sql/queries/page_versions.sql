-- name: page_versions(month) read
select jsonb_build_object('me', duty.session_me(), 'page', duty.page_versions($1::text))
