-- name: demand_post_form(post) read
select jsonb_build_object('me', duty.session_me(), 'page', duty.demand_post_form($1::text))
