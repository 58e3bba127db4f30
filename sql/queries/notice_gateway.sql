-- name: notice_gateway(name, channel, failures, rest_ms) write
select duty.notice_gateway($1::text, $2::text, $3::integer, $4::bigint)
