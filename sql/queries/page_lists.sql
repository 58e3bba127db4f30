-- name: page_lists(month) read
select jsonb_build_object('me', duty.session_me(), 'page', duty.page_lists($1::text))
