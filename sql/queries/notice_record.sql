-- name: notice_record(items) write
select duty.notice_record($1::jsonb)
