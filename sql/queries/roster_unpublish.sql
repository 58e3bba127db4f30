-- name: roster_unpublish(month, version, reason) write
select duty.roster_unpublish($1::text, $2::text, $3::text)
