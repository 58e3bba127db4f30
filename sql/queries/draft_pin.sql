-- name: draft_pin(shift, provider_id, pinned, version) write
select duty.draft_pin($1::text, $2::text, $3::text, $4::text)
