-- name: template_reset(key, channel, language) write
select duty.template_reset($1::text, $2::text, $3::text)
