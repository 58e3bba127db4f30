-- name: contact_code_check(contact_id, code) write
select duty.contact_code_check($1::text, $2::text)
