-- What the day's board says of people, to those who lead: absences to decide on, papers that end or
-- have ended (whose renewal is not in, and who is not leaving anyway), and how many coming duties
-- that leaves to others.
create or replace function duty.today_people(p_today date) returns jsonb
language plpgsql stable set search_path = duty, pg_temp as $$
declare
    v_center constant bigint := current_center();
    v_until constant date := p_today + rule_value('credential.warn_days.1', p_today);
    v_asked bigint;
begin
    if not may('people.read') then
        return null;
    end if;
    select count(*) into v_asked from absence where center_id = v_center and state = 'asked';
    return (
        select jsonb_build_object('asked', v_asked, 'has_asked', v_asked > 0,
            'papers', coalesce(jsonb_agg(jsonb_build_object('provider_id', p.provider_id,
                'name', n.full_name, 'kind', credential_kind(p.class),
                'ends', nullif(e.ends, '-infinity'), 'is_over', e.ends < p_today,
                'days_left', case when e.ends >= p_today then e.ends - p_today end,
                'duties', l.duties, 'has_duties', l.duties > 0)
                order by e.ends, n.full_name collate "vi-x-icu"), '[]'))
        from provider p
        join person n on n.center_id = p.center_id and n.person_id = p.person_id
        cross join lateral (select credential_ends(p.provider_id, p_today) as ends) e
        cross join lateral (select
            jsonb_array_length(provider_duties_left(p.provider_id)) as duties) l
        where p.center_id = v_center and e.ends <= v_until and p.first_day <= p_today
            and (p.last_day is null or p.last_day > greatest(e.ends, p_today))
            and (e.ends >= p_today
                or not credential_days(p.provider_id) && daterange(p_today, null)));
end $$;
grant execute on function duty.today_people(date) to duty_app;
