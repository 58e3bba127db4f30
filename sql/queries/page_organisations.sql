-- name: page_organisations(on) read
select jsonb_build_object('me', duty.session_me(), 'page', duty.page_organisations($1::text))
