-- name: swap_form(assignment, to) read
select jsonb_build_object('me', duty.session_me(), 'page', duty.swap_form($1::text, $2::text))
