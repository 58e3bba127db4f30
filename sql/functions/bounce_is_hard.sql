-- Whether an enhanced status code (RFC 3463) says that the address itself is of no use: no such mailbox
-- or domain (5.1.x without the sender's own 5.1.7 and 5.1.8), disabled (5.2.1), unroutable (5.4.1, 5.4.4),
-- out of its server's alphabet (5.6.7, RFC 6531), or for good without saying why (5.0.x, 5.3.0). A full
-- mailbox, a matter of policy or of the content says nothing about the address, nor does any 4.x.x.
create or replace function duty.bounce_is_hard(p_status text) returns boolean
language sql immutable set search_path = duty, pg_temp as $$
    select coalesce(p_status ~ '^5\.(0\.\d{1,3}|1\.(\d|10)|2\.1|3\.0|4\.[14]|6\.7)$', false)
        and p_status not in ('5.1.5', '5.1.7', '5.1.8')
$$;
grant execute on function duty.bounce_is_hard(text) to duty_jobs, duty_guard;
