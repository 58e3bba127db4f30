-- name: door_look(link_hash) read
select duty.door_look($1::text)

-- name: door_enter(link_hash, prefix, secret, session_hash, address) write
select duty.door_enter($1::text, $2::text, $3::text, $4::text, $5::text)

-- name: door_leave() write
select duty.door_leave()

-- name: door_hearings() read
select jsonb_build_object('page', duty.door_hearings())

-- name: door_form(after) read
select jsonb_build_object('page', duty.door_form($1::text))

-- name: door_save(code, subject, date, time, end, room, judge, mode, component, sits, confirm) write
select duty.hearing_save('', '', $1::text, $2::text, $3::text, $4::text, $5::text, $6::text, $7::text, $8::text,
    '', '', '', '', $11::text, 'link', '', '', $9::text, $10::text)

-- name: door_hearing(id) read
select jsonb_build_object('page', duty.door_hearing($1::text))

-- name: door_adjourn(id, reason, date, time, room, version, sure, confirm) write
select duty.hearing_adjourn($1::text, 'adjourned', $2::text, '', '', $3::text, $4::text, $5::text, $6::text,
    $7::text, $8::text, 'link')
