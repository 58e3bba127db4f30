-- name: page_people(q, class, branch, state, sort) read
select jsonb_build_object('me', duty.session_me(), 'page',
    duty.page_people($1::text, $2::text, $3::text, $4::text, $5::text))

-- name: page_person(id) read
select jsonb_build_object('me', duty.session_me(), 'page', duty.page_person($1::text))

-- name: provider_form() read
select jsonb_build_object('me', duty.session_me(), 'page', duty.provider_form())

-- name: provider_add(name, class, branch, home, share, first_day, lang, phone, email, number, until, login) write
select duty.provider_add($1::text, $2::text, $3::text, $4::text, $5::text, $6::text, $7::text, $8::text,
    $9::text, $10::text, $11::text, $12::text)

-- name: provider_save(id, name, class, branch, home, share, week, month, first_day, last_day, lang) write
select duty.provider_save($1::text, $2::text, $3::text, $4::text, $5::text, $6::text, $7::text, $8::text,
    $9::text, $10::text, $11::text)

-- name: credential_save(id, credential_id, number, from, until) write
select duty.credential_save($1::text, $2::text, $3::text, $4::text, $5::text)

-- name: provider_skills(id, khmer, sign_language, juvenile) write
select duty.provider_skills($1::text, $2::text, $3::text, $4::text)

-- name: area_charge_save(id, charge_id, area_id, from, until) write
select duty.area_charge_save($1::text, $2::text, $3::text, $4::text, $5::text)

-- name: contact_save(id, what, contact_id, channel, address) write
select duty.contact_save($1::text, $2::text, $3::text, $4::text, $5::text)

-- name: conflict_save(id, conflict_id, with, from, until, reason, person) write
select duty.conflict_save($1::text, $2::text, $3::text, $4::text, $5::text, $6::text, $7::text)
