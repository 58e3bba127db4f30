-- The daily job that warns of papers that end: the provider and every coordinator of the present
-- Centre, so many days before as the rules credential.warn_days.1 and .2 say. Told once for each
-- end and each of the two; who is leaving anyway, and whose renewal is in, is not warned. Returns
-- the notices written. Runs as duty_guard: the sender itself reads no papers and no accounts.
create or replace function duty.credential_warn() returns integer
language plpgsql security definer set search_path = duty, pg_temp as $$
declare
    v_center constant bigint := current_center();
    v_told integer := 0;
    v_zone text;
    v record;
begin
    if not job_due('credential_warn') then
        return 0;
    end if;
    select zone into v_zone from center where center_id = v_center;
    for v in
        select t.person_id, t.template, w.days, e.ends, e.ends - d.today as days_left,
            jsonb_build_object('until', e.ends, 'days', e.ends - d.today,
                'kind', credential_kind(p.class), 'provider', n.full_name,
                'provider_id', p.provider_id) as params
        from provider p
        join person n on n.center_id = p.center_id and n.person_id = p.person_id
        cross join (select duty.today(v_zone) as today) d
        cross join lateral (select credential_ends(p.provider_id, d.today) as ends) e
        cross join lateral (select min(days) as days
            from (select rule_value('credential.warn_days.' || i, d.today) as days
                  from generate_series(1, 2) i) r
            where e.ends between d.today and d.today + days) w
        cross join lateral (
            select p.person_id, 'credential.ending' as template
            union all
            select a.person_id, 'credential.ending_office' from account a
            where a.center_id = v_center and a.role = 'coordinator' and a.locked_at is null) t
        where p.center_id = v_center and w.days is not null
            and (p.last_day is null or p.last_day > e.ends)
        order by p.provider_id, t.template, t.person_id
    loop
        v_told := v_told + notice_tell(v.person_id, v.template,
            format('credential:%s:%s:%s', v.params ->> 'provider_id', v.ends, v.days),
            v.params, (v.ends + 1)::timestamp at time zone v_zone);
    end loop;
    return v_told;
end $$;
alter function duty.credential_warn() owner to duty_guard;
grant execute on function duty.credential_warn() to duty_jobs;
