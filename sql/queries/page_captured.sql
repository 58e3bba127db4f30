-- name: page_captured(channel, offset) read
select jsonb_build_object('me', duty.session_me(), 'page', duty.page_captured($1::text, $2::text))
