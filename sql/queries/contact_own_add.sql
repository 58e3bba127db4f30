-- name: contact_own_add(channel, address) write
select duty.contact_own_add($1::text, $2::text)
