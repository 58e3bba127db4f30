-- name: policy_put(key, form) write
select duty.policy_put($1::text, $2::jsonb)
