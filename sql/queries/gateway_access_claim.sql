-- name: gateway_access_claim(gateway, refused) write
select duty.gateway_access_claim($1::text, $2::text)
