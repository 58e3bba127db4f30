-- For those who lead: coming hearings of the next thirty days at which nobody appears, the nearest
-- five, and how many hearings of this month were announced late.
create or replace function duty.today_cases(p_today date) returns jsonb
language plpgsql stable set search_path = duty, pg_temp as $$
declare
    v_late jsonb;
begin
    if not may('case.read') then
        return null;
    end if;
    v_late := late_counts(date_trunc('month', p_today)::date,
        (date_trunc('month', p_today) + interval '1 month')::date - 1);
    return (
        with nobody as (
            select h.hearing_id, h.case_id, h.starts, l.code, o.name as court
            from hearing h
            join legal_case l on l.center_id = h.center_id and l.case_id = h.case_id
            join org_unit o on o.center_id = l.center_id and o.org_id = l.court_id
            where h.center_id = current_center() and h.state = 'scheduled'
                and h.starts >= p_today::timestamp and h.starts < p_today + interval '30 days'
                and not exists (select from appearance a where a.center_id = h.center_id
                    and a.hearing_id = h.hearing_id and a.state <> 'released'))
        select jsonb_build_object('count', count(*), 'any', count(*) > 0,
            'late', (select coalesce(sum((a ->> 'late')::bigint), 0)
                from jsonb_array_elements(v_late) a),
            'is_late', v_late @> '[{"is_late": true}]', 'nobody', (
                select coalesce(jsonb_agg(jsonb_build_object('case_id', case_id, 'code', code,
                    'court', court, 'at', wall(starts)) order by starts, hearing_id), '[]')
                from (select * from nobody order by starts, hearing_id limit 5) f))
        from nobody);
end $$;
grant execute on function duty.today_cases(date) to duty_app;
