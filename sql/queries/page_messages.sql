-- name: page_messages(state, channel, q, offset) read
select jsonb_build_object('me', duty.session_me(), 'page', duty.page_messages($1::text, $2::text, $3::text, $4::text))
