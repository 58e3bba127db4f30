-- name: page_swap(id) read
select jsonb_build_object('me', duty.session_me(), 'page', duty.page_swap($1::text))
