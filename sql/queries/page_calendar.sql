-- name: page_calendar(year, day) read
select jsonb_build_object('me', duty.session_me(), 'page', duty.page_calendar($1::text, $2::text))
