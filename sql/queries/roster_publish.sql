-- name: roster_publish(month, note, version) write
select duty.roster_publish($1::text, $2::text, $3::text)
