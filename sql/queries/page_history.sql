-- name: page_history(account, kind, entity, id, from, to, before) read
select jsonb_build_object('me', duty.session_me(), 'page', duty.page_history($1::text, $2::text, $3::text, $4::text,
    $5::text, $6::text, $7::text))
