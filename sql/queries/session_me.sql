-- name: session_me() read
select duty.session_me()
