-- name: page_demand(month) read
select jsonb_build_object('me', duty.session_me(), 'page', duty.page_demand($1::text))
