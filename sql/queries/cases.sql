-- name: page_cases(q, show, offset) read
select jsonb_build_object('me', duty.session_me(), 'page', duty.page_cases($1::text, $2::text, $3::text))

-- name: page_late(month) read
select jsonb_build_object('me', duty.session_me(), 'page', duty.page_late($1::text))

-- name: page_case(case_id) read
select jsonb_build_object('me', duty.session_me(), 'page', duty.page_case($1::text))

-- name: case_save(case_id, form jsonb) write
select duty.case_save($1::text, $2::jsonb)

-- name: case_take(case_id, provider_id) write
select duty.case_take($1::text, $2::text)

-- name: party_save(case_id, party_id, what, form jsonb) write
select duty.party_save($1::text, $2::text, $3::text, $4::jsonb)

-- name: officer_save(case_id, officer_id, what, name, role) write
select duty.officer_save($1::text, $2::text, $3::text, $4::text, $5::text)

-- name: decision_save(case_id, decision_id, party_id, provider_id, number, on, by, reason, no_conflict) write
select duty.decision_save($1::text, $2::text, $3::text, $4::text, $5::text, $6::text, $7::text, $8::text,
    $9::text)
