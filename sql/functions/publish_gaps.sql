-- Custody minutes of a roster nobody stands, from now on, as a version keeps them and pages show
-- them: by the draft or as published.
create or replace function duty.publish_gaps(p_roster_id bigint, p_draft boolean) returns jsonb
language sql stable set search_path = duty, pg_temp as $$
    select coalesce(jsonb_agg(jsonb_build_object('post_id', g.post_id, 'post', d.name,
        'from', wall(lower(g.during) at time zone c.zone),
        'until', wall(upper(g.during) at time zone c.zone),
        'minutes', ceil(extract(epoch from upper(g.during) - lower(g.during)) / 60)::integer,
        'why', g.why) order by lower(g.during), d.name), '[]')
    from custody_gaps(p_roster_id, p_draft) g
    join duty_post d on d.center_id = current_center() and d.post_id = g.post_id
    join center c on c.center_id = d.center_id
$$;
grant execute on function duty.publish_gaps(bigint, boolean) to duty_app;
