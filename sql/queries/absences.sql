-- name: page_absences(state) read
select jsonb_build_object('me', duty.session_me(), 'page', duty.page_absences($1::text))

-- name: page_absence(id) read
select jsonb_build_object('me', duty.session_me(), 'page', duty.page_absence($1::text))

-- name: absence_form(provider, kind, from, to, from_time, to_time, now, note) read
select jsonb_build_object('me', duty.session_me(), 'page', duty.absence_form($1::text, $2::text, $3::text,
    $4::text, $5::text, $6::text, $7::text, $8::text))

-- name: absence_enter(provider, kind, from, to, from_time, to_time, now, note) write
select duty.absence_enter($1::text, $2::text, $3::text, $4::text, $5::text, $6::text, $7::text, $8::text)

-- name: absence_decide(id, what) write
select duty.absence_decide($1::text, $2::text)

-- name: page_me_absences() read
select jsonb_build_object('me', duty.session_me(), 'page', duty.page_me_absences())

-- name: absence_ask(kind, from, to, from_time, to_time, note) write
select duty.absence_ask($1::text, $2::text, $3::text, $4::text, $5::text, $6::text)

-- name: absence_withdraw(absence_id) write
select duty.absence_withdraw($1::text)

-- name: page_me_wishes(month) read
select jsonb_build_object('me', duty.session_me(), 'page', duty.page_me_wishes($1::text))

-- name: wish_save(month, fields) write
select duty.wish_save($1::text, $2::text)
