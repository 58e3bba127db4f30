-- name: hearing_confirm(hearing_id, provider_id) write
select duty.hearing_confirm($1::text, $2::text)
