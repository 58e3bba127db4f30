-- How many hearings of these days each agency announced, and how many of them later than the rule asks:
-- those not cancelled, counted once, by the day they are to be held. An agency counts under the name
-- it bears at the end of these days.
create or replace function duty.late_counts(p_from date, p_to date) returns jsonb
language plpgsql stable set search_path = duty, pg_temp as $$
begin
    return (
        with agency as (
            select org_at(l.court_id, p_to) as org_id, count(*) as hearings,
                count(n.hearing_id) as late,
                max(n.needed - n.found) filter (where n.unit = 'days') as most
            from hearing h
            join legal_case l on l.center_id = h.center_id and l.case_id = h.case_id
            left join late_hearing n on n.center_id = h.center_id and n.hearing_id = h.hearing_id
            where h.center_id = current_center() and h.state <> 'cancelled'
                and h.starts >= p_from::timestamp and h.starts < p_to + interval '1 day'
            group by 1)
        select coalesce(jsonb_agg(jsonb_build_object('org_id', a.org_id, 'agency', o.name,
            'hearings', a.hearings, 'late', a.late, 'is_late', a.late > 0,
            'percent', round(a.late * 100.0 / a.hearings), 'most', a.most)
            order by a.late desc, o.name collate "vi-x-icu"), '[]')
        from agency a
        join org_unit o on o.center_id = current_center() and o.org_id = a.org_id);
end $$;
grant execute on function duty.late_counts(date, date) to duty_app;
