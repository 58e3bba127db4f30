-- name: invite_open(center_id, invite_id, sequence) read
select duty.invite_open($1::bigint, $2::bigint, $3::bigint)
