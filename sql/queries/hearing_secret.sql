-- name: hearing_secret_for(hearing_id) read
select duty.hearing_secret_for($1::text)

-- name: hearing_secret_look(hearing_id) write
select jsonb_build_object('me', duty.session_me(), 'page', duty.hearing_secret_look($1::text))

-- name: hearing_secret_put(hearing_id, bound, sealed) write
select duty.hearing_secret_put($1::text, $2::text, $3::text)
