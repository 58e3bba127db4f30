-- name: template_form(key, channel, language) read
select jsonb_build_object('me', duty.session_me(), 'page',
    duty.template_form($1::text, $2::text, $3::text))
