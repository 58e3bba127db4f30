-- name: hearing_adjourn_form(hearing_id, state) read
select jsonb_build_object('me', duty.session_me(), 'page', duty.hearing_adjourn_form($1::text, $2::text))
