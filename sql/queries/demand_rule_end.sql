-- name: demand_rule_end(rule, form) write
select duty.demand_rule_end($1::text, $2::jsonb)
