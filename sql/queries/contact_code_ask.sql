-- name: contact_code_ask(contact_id) write
select duty.contact_code_ask($1::text)
