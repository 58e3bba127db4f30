-- name: feed_token_rotate(token_hash, old_hash, grace, whose) write
select jsonb_build_object('me', duty.session_me(),
    'page', duty.feed_token_rotate($1::text, $2::text, $3::text, $4::text = 'own'))
