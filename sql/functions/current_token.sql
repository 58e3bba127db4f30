-- By what somebody without an account is here, for the record: {"key": its number}, {"code": its
-- number}, {} for people.
create or replace function duty.current_token() returns jsonb
language sql stable as $$
    select jsonb_strip_nulls(jsonb_build_object(
        'key', nullif(current_setting('app.key_id', true), '')::bigint,
        'code', nullif(current_setting('app.code_id', true), '')::bigint))
$$;
grant execute on function duty.current_token() to duty_app, duty_jobs, duty_guard, duty_owner;
