-- name: page_hearing_evidence(hearing_id) read
select jsonb_build_object('me', duty.session_me(), 'page', duty.page_hearing_evidence($1::text))
