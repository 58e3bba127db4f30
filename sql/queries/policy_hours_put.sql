-- name: policy_hours_put(form) write
select duty.policy_hours_put($1::jsonb)
