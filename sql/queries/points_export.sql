-- name: points_export(what, from, to) read
select duty.points_export($1::text, $2::text, $3::text)
