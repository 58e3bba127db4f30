-- The courts and police bodies whose lists publishing p_diff would change: the last day in time for
-- each, the working days left or missed, and whether it can be mailed to.
create or replace function duty.publish_bodies(p_roster_id bigint, p_diff jsonb) returns jsonb
language sql stable set search_path = duty, pg_temp as $$
    with changed as materialized (
        select distinct s.post_id, s.role, s.duty_day
        from jsonb_array_elements((p_diff -> 'added') || (p_diff -> 'removed')) x
        join shift s on s.center_id = current_center() and s.shift_id = (x ->> 'shift')::bigint
    ), served as materialized (
        select * from list_served()
    ), body as (
        select o.org_id, o.name, o.email, bool_or(p.kind = 'custody_phone') as is_custody,
            min(g.duty_day) as starts_on
        from served v
        join org_unit o on o.center_id = current_center() and o.org_id = v.org_id
        join duty_post p on p.center_id = o.center_id and p.post_id = v.post_id
        join changed g on v.valid @> g.duty_day and (g.post_id = v.post_id or g.role = 'centre')
        group by o.org_id, o.name, o.email
    ), due as (
        select b.*, duty.today(c.zone) as today, list_due(b.is_custody, b.starts_on) as due_on
        from body b join center c on c.center_id = current_center())
    select coalesce(jsonb_agg(jsonb_build_object('body', d.name, 'is_custody', d.is_custody,
        'starts_on', d.starts_on, 'due_on', d.due_on, 'left', greatest(0, w.days),
        'late', greatest(0, -w.days), 'is_late', w.days < 0, 'email', d.email)
        order by d.due_on, not d.is_custody, d.name collate "vi-x-icu"), '[]')
    from due d cross join lateral (select work_days(d.today, d.due_on) as days) w
$$;
grant execute on function duty.publish_bodies(bigint, jsonb) to duty_app;
