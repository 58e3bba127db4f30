-- name: clock_tick() write
select duty.clock_tick()
