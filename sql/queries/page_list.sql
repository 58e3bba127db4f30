-- name: page_list(list_id) read
select jsonb_build_object('me', duty.session_me(), 'page', duty.page_list($1::text))
