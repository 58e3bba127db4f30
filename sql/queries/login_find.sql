-- name: login_find(center, login) read
select duty.login_find($1::text, $2::text)
