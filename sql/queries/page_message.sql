-- name: page_message(notice_id) read
select jsonb_build_object('me', duty.session_me(), 'page', duty.page_message($1::text))
