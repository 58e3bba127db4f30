-- name: centers() read
select duty.centers()
