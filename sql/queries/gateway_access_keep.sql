-- name: gateway_access_keep(gateway, sealed, name, seconds) write
select duty.gateway_access_keep($1::text, $2::text, $3::text, $4::integer)
