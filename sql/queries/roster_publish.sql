-- name: roster_publish(month, note, version, overruling, draft_version) write
select duty.roster_publish($1::text, $2::text, $3::text, $4::text, $5::text)
