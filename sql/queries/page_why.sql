-- name: page_why(id) read
select jsonb_build_object('me', duty.session_me(), 'page', duty.page_why($1::text))
