-- name: template_register(key, language, form) write
select duty.template_register($1::text, $2::text, $3::jsonb)
