-- name: gateway_receipt(gateway, items) write
select duty.gateway_receipt($1::text, $2::jsonb)
