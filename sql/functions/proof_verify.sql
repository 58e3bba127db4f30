-- Whether a Centre's proof of notice can be believed: {entries, waiting (not entered yet), broken, changed}.
-- broken: the first number at which the chain does not hold (a changed, missing or cut-off entry), null
-- when it is whole. changed: numbers whose attempt or receipt is no longer what was entered, at most
-- twenty; of an attempt that includes its text and address.
create or replace function duty.proof_verify(p_center bigint) returns jsonb
language sql stable set search_path = duty, pg_temp as $$
    select jsonb_build_object(
        'entries', (select count(*) from proof where center_id = p_center),
        'waiting', (select count(*) from notice_attempt where center_id = p_center
                and proof_seq is null and outcome is not null)
            + (select count(*) from receipt where center_id = p_center and proof_seq is null),
        'broken', (select min(seq) from (
            select a.seq from (
                select r, r.seq, r.hash, r.prev_hash, row_number() over w as due,
                    lag(r.hash, 1, repeat('0', 64)::hash_hex) over w as before
                from proof r where r.center_id = p_center window w as (order by r.seq)) a
            where a.seq <> a.due or a.prev_hash <> a.before or a.hash <> proof_hash(a.r)
            union all
            select h.seq from proof_head h
            where h.center_id = p_center and h.hash is distinct from coalesce((select e.hash
                from proof e where e.center_id = p_center order by e.seq desc limit 1),
                repeat('0', 64)::hash_hex)) b),
        'changed', (select coalesce(jsonb_agg(seq), '[]') from (
            select e.seq from proof e
            left join notice_attempt a on a.center_id = e.center_id and a.notice_id = e.notice_id
                and a.n = (e.data ->> 'n')::integer
            left join notice o on o.center_id = e.center_id and o.notice_id = e.notice_id
            where e.center_id = p_center and e.kind = 'attempt'
                and e.data is distinct from jsonb_strip_nulls(proof_attempt(a, o))
            union all
            select e.seq from proof e
            where e.center_id = p_center and e.kind = 'receipt' and not exists (select from receipt r
                where r.center_id = e.center_id and r.notice_id = e.notice_id
                    and r.n = (e.data ->> 'n')::integer and r.kind = e.data ->> 'receipt'
                    and r.proof_seq = e.seq)
            order by seq limit 20) c))
$$;
grant execute on function duty.proof_verify(bigint) to duty_app, duty_ops;
