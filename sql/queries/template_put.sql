-- name: template_put(key, channel, language, form) write
select duty.template_put($1::text, $2::text, $3::text, $4::jsonb)
