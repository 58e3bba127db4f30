-- name: draft_clear_pins(month, version) write
select duty.draft_clear_pins($1::text, $2::text)
