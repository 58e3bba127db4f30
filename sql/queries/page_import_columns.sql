-- name: page_import_columns(batch_id) read
select jsonb_build_object('me', duty.session_me(), 'page', duty.page_import_columns($1::text))
