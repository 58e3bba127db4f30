-- name: demand_rule_form(rule, post) read
select jsonb_build_object('me', duty.session_me(), 'page', duty.demand_rule_form($1::text, $2::text))
