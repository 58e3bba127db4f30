-- A telephone number in E.164, null when the text is none. Vietnamese writings (0901…, 84901…,
-- 0084901…) come to +84901….
create or replace function duty.phone_number(p_text text) returns text
language sql immutable set search_path = duty, pg_temp as $$
    select case when number ~ '^\+[1-9][0-9]{7,14}$' then number end
    from (select regexp_replace(regexp_replace(regexp_replace(regexp_replace(
        regexp_replace(p_text, '[\s().-]', '', 'g'),
        '^(00|\+)', '+'), '^0', '+84'), '^84(?=\d{9,10}$)', '+84'), '^\+840', '+84') as number) n
$$;
grant execute on function duty.phone_number(text) to duty_app, duty_jobs, duty_guard;
