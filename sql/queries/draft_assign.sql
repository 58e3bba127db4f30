-- name: draft_assign(shift, provider_id, from, also, version, overruling) write
select duty.draft_assign($1::text, $2::text, $3::text, $4::text, $5::text, $6::text)
