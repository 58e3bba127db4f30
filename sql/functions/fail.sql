-- Ends the call with an error of our own class. C turns the state into an HTTP status and the key
-- into a sentence; the detail carries the field at fault, its value, and the sentence's arguments.
create or replace function duty.fail(
    p_key text, p_code text default 'DU422', p_field text default null, p_value text default null,
    p_args jsonb default '{}') returns void
language plpgsql stable as $$
begin
    raise exception using errcode = p_code, message = p_key, detail = jsonb_build_object(
        'field', p_field, 'value', left(p_value, 90), 'args', p_args)::text;
end $$;
grant execute on function duty.fail(text, text, text, text, jsonb)
    to duty_app, duty_jobs, duty_guard;
