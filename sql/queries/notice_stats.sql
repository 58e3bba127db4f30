-- name: notice_stats() read
select duty.notice_stats()
