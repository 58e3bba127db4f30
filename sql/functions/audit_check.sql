-- Checks the record of the present Centre once a day, whole, as duty.audit_verify does: p_rows rows each
-- time the clock asks, so that nobody waits for it; what it found is kept for the page of the record.
create or replace function duty.audit_check(p_rows integer default 5000) returns void
language plpgsql security definer set search_path = duty, pg_temp as $$
declare
    v_center constant bigint := current_center();
    v_today date;
    v_check audit_check;
    v record;
begin
    select duty.today(zone) into v_today from center where center_id = v_center;
    insert into audit_check (center_id, day) values (v_center, v_today - 1) on conflict do nothing;
    select * into v_check from audit_check where center_id = v_center for update;
    if v_check.day >= v_today then
        return;
    end if;
    select count(*) as n, min(x.seq) filter (where x.is_bad) as bad, max(x.seq) as seq,
            coalesce((array_agg(x.hash order by x.seq desc))[1], v_check.hash) as hash,
            (select h.hash from audit_head h where h.center_id = v_center) as head into v
        from (select a.seq, a.hash, a.seq <> v_check.seq + row_number() over w
                  or a.prev_hash <> lag(a.hash, 1, v_check.hash) over w
                  or a.hash <> audit_hash(a.r) as is_bad
              from (select r, r.seq, r.hash, r.prev_hash from audit r
                    where r.center_id = v_center and r.seq > v_check.seq
                    order by r.seq limit p_rows) a window w as (order by a.seq)) x;
    v_check.found := least(v_check.found, v.bad);
    v_check.seq := coalesce(v.seq, v_check.seq);
    if v.n = p_rows then
        update audit_check set seq = v_check.seq, hash = v.hash, found = v_check.found
            where center_id = v_center;
    else
        update audit_check set day = v_today, at = duty.now(), total = v_check.seq,
                broken = coalesce(v_check.found, case when v.head <> v.hash then v_check.seq + 1 end),
                seq = default, hash = default, found = null
            where center_id = v_center;
    end if;
end $$;
alter function duty.audit_check(integer) owner to duty_guard;
grant execute on function duty.audit_check(integer) to duty_jobs;
