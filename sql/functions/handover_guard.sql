-- Trigger: the parts of a duty handed over are of one post and role, follow each other without gap
-- or overlap from its start to its end, and share its points to the last.
create or replace function duty.handover_guard() returns trigger
language plpgsql set search_path = duty, pg_temp as $$
declare
    v_root bigint;
begin
    v_root := to_jsonb(new) ->> 'root_id';
    if v_root is null then
        select root_id into v_root from handover
            where center_id = new.center_id and new.shift_id in (rest_id, root_id) limit 1;
    end if;
    if exists (
        select from (values (v_root)) r(root_id)
        join handover h on h.center_id = new.center_id and h.root_id = r.root_id
        cross join lateral (
            select count(distinct (s.post_id, s.role)) as kinds, sum(s.points) as points,
                range_agg(tsrange(s.starts, s.ends)) as covered, sum(s.ends - s.starts) as long
            from shift s where s.center_id = new.center_id and (s.shift_id = r.root_id
                or s.shift_id in (select rest_id from handover o
                    where o.center_id = new.center_id and o.root_id = r.root_id))) p
        where p.kinds <> 1 or p.points <> h.points or p.long <> h.ends - h.starts
            or p.covered <> tsmultirange(tsrange(h.starts, h.ends)))
    then
        perform fail('constraint.handover_whole', 'DU409');
    end if;
    return null;
end $$;
drop trigger if exists whole on duty.handover;
create constraint trigger whole after insert on duty.handover deferrable initially deferred
    for each row execute function duty.handover_guard();
drop trigger if exists whole on duty.shift;
create constraint trigger whole after update of post_id, role, starts, ends, points on duty.shift
    deferrable initially deferred for each row execute function duty.handover_guard();
grant execute on function duty.handover_guard() to duty_app;
