-- name: page_draft(month) read
select jsonb_build_object('me', duty.session_me(), 'page', duty.page_draft($1::text))
