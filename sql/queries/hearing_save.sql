-- name: hearing_save(id, court, code, subject, date, time, end, room, judge, mode, kind, provider, state, seq, confirm, change, reason, component, sits) write
select duty.hearing_save($1::text, $2::text, $3::text, $4::text, $5::text, $6::text, $7::text, $8::text,
    $9::text, $10::text, $11::text, $12::text, $13::text, $14::text, $15::text, 'form', $16::text,
    $17::text, $18::text, $19::text)
