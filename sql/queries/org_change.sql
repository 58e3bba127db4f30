-- name: org_change(id, change, on, name, name2, name3, into) write
select duty.org_change($1::text, $2::text, $3::text, $4::text, $5::text, $6::text, $7::text)
