-- name: demand_rule_put(rule, post, form, days) write
select duty.demand_rule_put($1::text, $2::text, $3::jsonb, nullif($4::text, '')::jsonb)
