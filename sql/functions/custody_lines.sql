-- The custody posts that serve within p_from to p_to, with the role that answers first (the Centre's
-- line has neither main nor backup), the time they have to be answered, and the time in which the
-- rules put somebody there: all of it (asked), and that of these days' own duties (owned), without
-- the night before and with the night after. A post's first day begins with its first duty.
-- Programme 5789/CTPH-BTP-BCA: custody duty is 24 hours a day.
create or replace function duty.custody_lines(p_from date, p_to date) returns table (
    post_id bigint, role text, serves tstzmultirange, asked tstzmultirange, owned tstzmultirange)
language plpgsql stable set search_path = duty, pg_temp as $$
begin
    return query
    with want as materialized (
        select d.post_id, d.role, d.duty_day, d.during from demand_shifts(p_from - 1, p_to) d
    ), line as (
        select p.post_id, c.zone, p.valid * daterange(p_from, p_to + 1) as days,
            case when count(w.role) filter (where w.role <> 'centre') = 0 and count(w.role) > 0
                then 'centre' else 'main' end as role,
            min(lower(w.during)) filter (where w.duty_day = lower(p.valid)) as first
        from duty_post p
        join center c on c.center_id = p.center_id
        left join want w on w.post_id = p.post_id
        where p.center_id = current_center() and p.kind = 'custody_phone'
            and p.valid && daterange(p_from, p_to + 1)
        group by p.post_id, c.zone, p.valid
    )
    select l.post_id, l.role, tstzmultirange(tstzrange(
            coalesce(l.first, lower(l.days)::timestamp at time zone l.zone),
            upper(l.days)::timestamp at time zone l.zone)),
        coalesce(range_agg(w.during), '{}'),
        coalesce(range_agg(w.during) filter (where w.duty_day >= p_from), '{}')
    from line l
    left join want w on w.post_id = l.post_id and w.role = l.role
    group by l.post_id, l.role, l.first, l.days, l.zone;
end $$;
grant execute on function duty.custody_lines(date, date) to duty_app;
