-- name: notice_choose(form) write
select duty.notice_choose($1::jsonb)
