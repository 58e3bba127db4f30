-- name: page_today(day) read
select jsonb_build_object('me', duty.session_me(), 'page', duty.page_today($1::text))
