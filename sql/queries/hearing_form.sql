-- name: hearing_form(hearing_id, court_id, date, room, judge, after) read
select jsonb_build_object('me', duty.session_me(),
    'page', duty.hearing_form($1::text, $2::text, $3::text, $4::text, $5::text, $6::text))
