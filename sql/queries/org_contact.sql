-- name: org_contact(id, phone, email) write
select duty.org_contact($1::text, $2::text, $3::text)
