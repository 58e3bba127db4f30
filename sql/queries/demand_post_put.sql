-- name: demand_post_put(post, form) write
select duty.demand_post_put($1::text, $2::jsonb)
