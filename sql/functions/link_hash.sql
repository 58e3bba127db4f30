-- What is kept of a link's code: its hash. Letters count the same, however they are typed.
create or replace function duty.link_hash(p_code text) returns text
language sql immutable as $$
    select encode(sha256(convert_to('link ' || lower(p_code), 'UTF8')), 'hex')
$$;
grant execute on function duty.link_hash(text) to duty_jobs, duty_guard;
