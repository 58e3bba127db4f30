-- name: notice_reclaim() write
select duty.notice_reclaim()
