-- name: notice_resend(notice_id) write
select duty.notice_resend($1::text)
