-- name: import_form() read
select jsonb_build_object('me', duty.session_me(), 'page', duty.import_form())
