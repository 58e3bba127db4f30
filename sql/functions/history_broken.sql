-- The first of these rows of the record that is not what its hash says or does not follow the row
-- before it; null: all are whole. The whole chain is checked by duty.audit_check().
create or replace function duty.history_broken(p_seqs bigint[]) returns bigint
language sql stable set search_path = duty, pg_temp as $$
    select min(a.seq) from audit a
    left join audit b on b.center_id = a.center_id and b.seq = a.seq - 1
    where a.center_id = current_center() and a.seq = any (p_seqs)
        and (a.hash <> audit_hash(a)
            or a.prev_hash <> coalesce(b.hash, case a.seq when 1 then repeat('0', 64) else '' end))
$$;
grant execute on function duty.history_broken(bigint[]) to duty_app;
