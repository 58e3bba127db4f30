-- name: org_new(kind, name, parent, on, phone, email) write
select duty.org_new($1::text, $2::text, $3::text, $4::text, $5::text, $6::text)
