-- name: demand_post_end(post, form) write
select duty.demand_post_end($1::text, $2::jsonb)
