-- name: feed_token_new(token_hash, subject, name, level, alarm) write
select jsonb_build_object('me', duty.session_me(),
    'page', duty.feed_token_new($1::text, $2::text, $3::text, $4::text, $5::text))
