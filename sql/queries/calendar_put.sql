-- name: calendar_put(form) write
select duty.calendar_put($1::jsonb)
