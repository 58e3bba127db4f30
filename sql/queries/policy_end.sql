-- name: policy_end(key, policy) write
select duty.policy_end($1::text, $2::text)
