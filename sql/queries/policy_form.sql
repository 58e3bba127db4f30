-- name: policy_form(key, policy) read
select jsonb_build_object('me', duty.session_me(), 'page', duty.policy_form($1::text, $2::text))
