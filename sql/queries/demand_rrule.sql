-- name: demand_rrule(rule, post, form) write
select duty.demand_rrule($1::text, $2::text, $3::jsonb)
