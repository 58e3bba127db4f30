-- name: invite_choose(wanted) write
select duty.invite_choose($1::text)
