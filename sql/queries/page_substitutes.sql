-- name: page_substitutes(shift, instead, ranking) read
select json_build_object('me', duty.session_me(), 'page',
    duty.page_substitutes($1::text, $2::text, $3::jsonb))
