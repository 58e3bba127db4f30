-- What a provider is committed to within a day's way of this time, other than p_hearing, and approved
-- absences in it: where that is, how many minutes lie between the two (null: they overlap), and how
-- many the way from there to p_place takes (null: by telephone or online, from anywhere). Reads all
-- courts' hearings, which a clerk does not see: hence the rights of duty_guard. Never grants a look
-- into a case: of a hearing the court's name is all that is told. Planned once: planning costs more than running.
create or replace function duty.provider_busy(
    p_provider bigint, p_during tstzrange, p_place bigint, p_hearing bigint)
    returns table (kind text, ref_id bigint, during tstzrange, name text, gap integer, way integer)
language plpgsql stable security definer set search_path = duty, pg_temp
    set plan_cache_mode = force_generic_plan as $$
#variable_conflict use_column
begin
    return query
        select b.kind, b.ref_id, b.during, b.name, case when not b.during && p_during then
                (extract(epoch from greatest(lower(b.during) - upper(p_during),
                    lower(p_during) - upper(b.during))) / 60)::integer end,
            travel_minutes(p_place, b.place_id, lower(p_during)::date)
        from (
            select k.kind, k.ref_id, k.during, coalesce(d.name, o.name)::text as name,
                case k.kind when 'duty' then d.place_id else hearing_place(k.ref_id) end as place_id
            from commitment k
            left join hearing h on h.center_id = k.center_id and k.kind = 'hearing'
                and h.hearing_id = k.ref_id
            left join legal_case l on l.center_id = h.center_id and l.case_id = h.case_id
            left join org_unit o on o.center_id = l.center_id and o.org_id = l.court_id
            left join assignment a on a.center_id = k.center_id and k.kind = 'duty'
                and a.assignment_id = k.ref_id
            left join shift s on s.center_id = a.center_id and s.shift_id = a.shift_id
            left join duty_post d on d.center_id = s.center_id and d.post_id = s.post_id
            where k.center_id = current_center() and k.provider_id = p_provider
                and k.during && tstzrange(lower(p_during) - interval '1 day',
                    upper(p_during) + interval '1 day')
                and (k.kind, k.ref_id) is distinct from ('hearing', p_hearing)
            union all
            select 'absence', absence_id, during, null, null
            from absence
            where center_id = current_center() and provider_id = p_provider and state = 'approved'
                and during && p_during) b;
end $$;
alter function duty.provider_busy(bigint, tstzrange, bigint, bigint) owner to duty_guard;
grant execute on function duty.provider_busy(bigint, tstzrange, bigint, bigint) to duty_app;
