-- The first broken number of a Centre's audit chain, null when it is whole. A row whose hash does not
-- follow from its content and the row before, a missing number, and a cut-off end all count.
create or replace function duty.audit_verify(p_center bigint) returns bigint
language sql stable as $$
    select min(seq) from (
        select a.seq from (
            select r, r.seq, r.hash, r.prev_hash, row_number() over w as due,
                lag(r.hash, 1, repeat('0', 64)::duty.hash_hex) over w as before
            from duty.audit r where r.center_id = p_center window w as (order by r.seq)) a
        where a.seq <> a.due or a.prev_hash <> a.before or a.hash <> duty.audit_hash(a.r)
        union all
        select h.seq from duty.audit_head h
        where h.center_id = p_center and h.hash is distinct from coalesce((select a.hash
            from duty.audit a where a.center_id = p_center order by a.seq desc limit 1),
            repeat('0', 64)::duty.hash_hex)) broken
$$;
grant execute on function duty.audit_verify(bigint) to duty_app, duty_ops;
