-- name: page_hearings(from, to, court, q, offset, state, flag, mine, all) read
select jsonb_build_object('me', duty.session_me(), 'page',
    duty.page_hearings($1::text, $2::text, $3::text, $4::text, $5::text, $6::text, $7::text, $8::text,
        $9::text))
