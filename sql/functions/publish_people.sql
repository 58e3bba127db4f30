-- Of the people in a roster's draft, those who would be hard to reach (no two verified contacts) and
-- those whose card or contract ends within the month, with their duties after that day.
create or replace function duty.publish_people(p_roster_id bigint) returns jsonb
language sql stable set search_path = duty, pg_temp as $$
    with duties as materialized (
        select d.provider_id, s.duty_day
        from roster_diff(p_roster_id) d
        join shift s on s.center_id = current_center() and s.shift_id = d.shift_id
        where d.change <> 'removed' and upper(s.during) > duty.now()
    ), unreachable as (
        select u.provider_id, u.name, u.verified, count(*) as duties
        from people_unreachable() u join duties d on d.provider_id = u.provider_id
        group by u.provider_id, u.name, u.verified
    ), ending as (
        select t.provider_id, t.name, k.kind, upper(k.valid) - 1 as last,
            count(*) filter (where d.duty_day >= upper(k.valid)) as after
        from roster r
        join credential k on k.center_id = r.center_id and upper(k.valid) <@ r.period
        join staff() t on t.provider_id = k.provider_id
        join duties d on d.provider_id = k.provider_id
        where r.center_id = current_center() and r.roster_id = p_roster_id
            and not exists (select from credential n where n.center_id = k.center_id
                and n.provider_id = k.provider_id and n.kind = k.kind
                and n.valid @> upper(k.valid))
        group by t.provider_id, t.name, k.kind, k.valid)
    select jsonb_build_object(
        'unreachable', (
            select coalesce(jsonb_agg(to_jsonb(u) order by u.name collate "vi-x-icu"), '[]') from unreachable u),
        'ending', (
            select coalesce(jsonb_agg(to_jsonb(e) order by e.last, e.name), '[]') from ending e))
$$;
grant execute on function duty.publish_people(bigint) to duty_app;
