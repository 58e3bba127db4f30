-- name: court_match(name, org_id) write
select duty.court_match($1::text, $2::text)
