-- name: reply_take(reply) write
select duty.reply_take($1::jsonb)
