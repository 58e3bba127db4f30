-- name: task_end(task_id, what, note) write
select duty.task_end($1::text, $2::text, $3::text)
