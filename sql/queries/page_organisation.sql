-- name: page_organisation(id) read
select jsonb_build_object('me', duty.session_me(), 'page', duty.page_organisation($1::text))
