-- name: page_my_calendars() read
select jsonb_build_object('me', duty.session_me(), 'page', duty.page_my_calendars())
