-- name: page_draft_diff(month) read
select json_build_object('me', duty.session_me(), 'page', duty.page_draft_diff($1::text))
