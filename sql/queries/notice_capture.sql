-- name: notice_capture(items) write
select duty.notice_capture($1::jsonb)
