-- name: hearing_adjourn(id, state, reason, decided_on, law, date, time, room, version, sure, confirm) write
select duty.hearing_adjourn($1::text, $2::text, $3::text, $4::text, $5::text, $6::text, $7::text, $8::text,
    $9::text, $10::text, $11::text)
