-- name: page_me_contacts(result) read
select jsonb_build_object('me', duty.session_me(), 'page', duty.page_me_contacts(nullif($1::text, '')))
