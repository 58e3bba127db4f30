-- name: invite_reply(center_id, invite_id, sequence, answer, client) write
select duty.invite_reply($1::bigint, $2::bigint, $3::bigint, $4::text, $5::text)
