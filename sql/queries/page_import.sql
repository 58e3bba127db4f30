-- name: page_import(batch_id) read
select jsonb_build_object('me', duty.session_me(), 'page', duty.page_import($1::text))
