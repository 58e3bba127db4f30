-- name: page_hearing(hearing_id) read
select jsonb_build_object('me', duty.session_me(), 'page', duty.page_hearing($1::text))
