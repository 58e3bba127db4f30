-- name: notice_receipt(token, kind, detail) write
select duty.notice_receipt($1::text, $2::text, $3::text)
