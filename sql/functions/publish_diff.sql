-- What publishing a roster's draft would add and remove, as roster_issue takes it; with p_removed and
-- p_added: were the draft changed so first (as draft_apply takes them).
create or replace function duty.publish_diff(
    p_roster_id bigint, p_removed jsonb default '[]', p_added jsonb default '[]') returns jsonb
language sql stable set search_path = duty, pg_temp as $$
    with will as materialized (
        (select shift_id, provider_id from draft_rows(p_roster_id)
         except
         select shift, provider from jsonb_to_recordset(p_removed) r(shift bigint, provider bigint))
        union
        select shift, provider from jsonb_to_recordset(p_added) a(shift bigint, provider bigint)
    ), published as materialized (
        select a.shift_id, a.provider_id
        from assignment a
        join shift s on s.center_id = a.center_id and s.shift_id = a.shift_id
        where a.center_id = current_center() and s.roster_id = p_roster_id
            and a.state = 'published'
    ), changed as (
        select true as is_added, x.* from (table will except table published) x
        union all
        select false, x.* from (table published except table will) x)
    select jsonb_build_object(
        'added', coalesce(jsonb_agg(d.duty order by d.duty) filter (where c.is_added), '[]'),
        'removed', coalesce(jsonb_agg(d.duty order by d.duty) filter (where not c.is_added), '[]'))
    from changed c
    cross join lateral (select jsonb_build_object('shift', c.shift_id, 'provider', c.provider_id)
        as duty) d
$$;
grant execute on function duty.publish_diff(bigint, jsonb, jsonb) to duty_app;
