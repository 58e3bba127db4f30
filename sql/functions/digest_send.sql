-- The digests people asked for, once a day: the day's and the next one's duties and hearings; and, on
-- the rule's day of the week (digest.weekly_day, 1 is Monday) or the working day before it, those of the
-- seven days after it. Days without anything are not written about. A week's digest that was slept
-- through is made up for within that week. Returns the notices written. Runs as duty_guard.
create or replace function duty.digest_send() returns integer
language plpgsql security definer set search_path = duty, pg_temp as $$
declare
    v_center constant bigint := current_center();
    v_zone constant text := (select zone from center where center_id = v_center);
    v_today constant date := duty.today(v_zone);
    v_week date := date_trunc('week', v_today)::date + rule_value('digest.weekly_day', v_today) - 1;
    v_told integer := 0;
    v record;
begin
    if not job_due('digest') then
        return 0;
    end if;
    while is_day_off(day_type(v_week)) loop
        v_week := v_week - 1;
    end loop;
    for v in
        select p.person_id, x.kind, x.day, x.until, i.items
        from notice_choice c
        join provider p on p.center_id = c.center_id and p.person_id = c.person_id
        cross join lateral (
            select 'digest.day' as kind, v_today as day, v_today + 1 as until where c.is_daily
            union all
            select 'digest.week', v_week + 1, v_week + 7 where c.is_weekly and v_today >= v_week) x
        cross join lateral (select digest_items(p.provider_id, x.day, x.until) as items) i
        where c.center_id = v_center and i.items <> '[]'
        order by p.person_id, x.kind
    loop
        v_told := v_told + notice_tell(v.person_id, v.kind, 'digest:' || v.day, jsonb_build_object(
            'date', v.day, 'until', v.until, 'count', jsonb_array_length(v.items), 'items', v.items,
            'first', jsonb_path_query_array(v.items, '$[0 to 1]')),
            (v.until + 1)::timestamp at time zone v_zone);
    end loop;
    return v_told;
end $$;
alter function duty.digest_send() owner to duty_guard;
grant execute on function duty.digest_send() to duty_jobs;
