-- name: page_source(source_id) read
select jsonb_build_object('me', duty.session_me(), 'page', duty.page_source($1::text))
