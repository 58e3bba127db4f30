-- name: source_ask(source_id) write
select duty.source_ask($1::text)
