-- The Centre's providers as the pages of people show them, on a day. state, of their papers: valid,
-- ending (within credential.warn_days.1), ended, coming (not here or not covered yet), left.
create or replace function duty.people_rows(p_today date) returns table (
    provider_id bigint, person_id bigint, name text, class text, branch_id bigint, branch text,
    share integer, first_day date, last_day date, skills text[], areas text, ends date,
    state text, verified integer, absent jsonb)
language sql stable set search_path = duty, pg_temp as $$
    select p.provider_id, p.person_id, n.full_name::text, p.class, p.branch_id, b.name::text,
        p.share, p.first_day, p.last_day,
        array(select skill from provider_skill k where k.center_id = p.center_id
            and k.provider_id = p.provider_id order by skill),
        (select string_agg(a.name, ', ' order by a.name collate "vi-x-icu")
            from area_charge g join area a on a.center_id = g.center_id and a.area_id = g.area_id
            where g.center_id = p.center_id and g.provider_id = p.provider_id
                and g.valid @> p_today),
        nullif(d.ends, '-infinity'),
        case when p.last_day < p_today then 'left'
            when d.ends is null then 'valid'
            when d.ends >= p_today then
                case when d.ends - p_today > rule_value('credential.warn_days.1', p_today)
                    then 'valid' else 'ending' end
            when p.first_day > p_today or d.later then 'coming'
            else 'ended' end,
        (select count(*)::integer from contact k where k.center_id = p.center_id
            and k.person_id = p.person_id and k.verified_at is not null),
        (select absence_when(a.during) from absence a where a.center_id = p.center_id
            and a.provider_id = p.provider_id and a.state = 'approved' and a.during @> duty.now()
            limit 1)
    from provider p
    join person n on n.center_id = p.center_id and n.person_id = p.person_id
    left join org_unit b on b.center_id = p.center_id and b.org_id = p.branch_id
    cross join lateral (select credential_ends(p.provider_id, p_today) as ends,
        credential_days(p.provider_id) && daterange(p_today, null) as later) d
    where p.center_id = current_center()
$$;
grant execute on function duty.people_rows(date) to duty_app;
