-- name: page_publish(month) read
select jsonb_build_object('me', duty.session_me(), 'page', duty.page_publish($1::text))
