-- The rows of a roster's page: each person with a cell per day. Built by aggregation in one pass.
-- p_draft: show the draft against what is published.
create or replace function duty.roster_people(
    p_roster_id bigint, p_month date, p_zone text, p_draft boolean) returns json
language plpgsql stable set search_path = duty, pg_temp as $$
declare
    v_center constant bigint := current_center();
    v_next constant date := (p_month + interval '1 month')::date;
    v_month constant tstzrange := tstzrange(p_month::timestamp at time zone p_zone,
        v_next::timestamp at time zone p_zone);
    v_people json;
begin
    with names as materialized (
        select provider_id, name, class, share from staff()
    ), duties as (
        select d.provider_id, s.duty_day as day, sum(s.points) as points, count(*) as n,
            json_agg(json_build_object('shift_id', s.shift_id, 'short', post_short(o.kind, o.n), 'post', o.name,
                'kind', o.kind, 'role', s.role, 'starts', to_char(s.starts, 'HH24:MI'),
                'ends', to_char(s.ends, 'HH24:MI'), 'is_pinned', d.is_pinned,
                'state', case when not p_draft then 'published' else case d.change
                    when 'added' then 'draft' when 'removed' then 'removed' else 'published' end end)
                order by s.starts) as list
        from roster_diff(p_roster_id) d
        join shift s on s.center_id = v_center and s.shift_id = d.shift_id
        join numbered_posts() o on o.post_id = s.post_id
        where p_draft or d.change <> 'added'
        group by d.provider_id, s.duty_day
    ), absent as (
        select distinct a.provider_id, g::date as day
        from absence a cross join lateral generate_series(
            greatest(lower(a.during) at time zone p_zone, p_month)::date,
            least((upper(a.during) at time zone p_zone) - interval '1 second', v_next - 1)::date,
            interval '1 day') g
        where a.center_id = v_center and a.state = 'approved' and a.during && v_month
    ), heard as (
        select a.provider_id, h.starts::date as day, count(*) as n
        from appearance a
        join hearing h on h.center_id = a.center_id and h.hearing_id = a.hearing_id
        where a.center_id = v_center and a.state <> 'released' and h.state = 'scheduled'
            and h.starts >= p_month::timestamp and h.starts < v_next::timestamp
        group by 1, 2
    ), lines as (
        select n.provider_id, n.name, n.class, n.share, coalesce(sum(d.points), 0) as points,
            coalesce(sum(d.n), 0) as duties,
            json_agg(json_build_object('duties', coalesce(d.list, '[]'),
                'absence', b.day is not null, 'hearings', h.n,
                'off', is_day_off(k.type)) order by g) as cells
        from names n
        cross join generate_series(p_month, v_next - 1, interval '1 day') g
        left join duties d on d.provider_id = n.provider_id and d.day = g::date
        left join absent b on b.provider_id = n.provider_id and b.day = g::date
        join center_calendar(p_month, v_next - 1) k on k.day = g::date
        left join heard h on h.provider_id = n.provider_id and h.day = g::date
        group by n.provider_id, n.name, n.class, n.share)
    select coalesce(json_agg(json_build_object('provider_id', l.provider_id, 'name', l.name,
            'class', l.class, 'share', l.share, 'points', l.points, 'duties_n', l.duties,
            'mine', l.provider_id = current_provider(), 'cells', l.cells)
            order by l.class <> 'officer', l.name collate "vi-x-icu"), '[]')
        into v_people
        from lines l
        where l.class <> 'collaborator' or l.duties > 0;
    return v_people;
end $$;
grant execute on function duty.roster_people(bigint, date, text, boolean) to duty_app;
