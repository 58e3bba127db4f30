-- name: page_roster(month, shift) read
select json_build_object('me', duty.session_me(), 'page', duty.page_roster($1::text, $2::text))
