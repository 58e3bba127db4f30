-- name: logout() write
select duty.logout()
