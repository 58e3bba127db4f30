-- name: page_policies() read
select jsonb_build_object('me', duty.session_me(), 'page', duty.page_policies())
