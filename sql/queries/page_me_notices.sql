-- name: page_me_notices() read
select jsonb_build_object('me', duty.session_me(), 'page', duty.page_me_notices())
