-- Who could take a swap, the most suitable first: who does not wish that day free, has the fewest
-- points of the duty's kind for a full share, has nothing else that day and the fewest duties that
-- week, and is in charge of the area. The order is the same whoever asks, so points are read with
-- the coordinator's eyes; a page for a provider leaves them out. Own calendars therefore count for
-- nothing here: a colleague could tell from the order who is busy.
create or replace function duty.swap_candidates(p_swap duty.swap) returns table (
    provider_id bigint, name text, points bigint, is_free boolean, week_duties bigint,
    in_area boolean, wish integer)
language plpgsql set search_path = duty, pg_temp as $$
#variable_conflict use_column
declare
    v_role constant text := current_setting('app.role', true);
    v_shift constant shift := assignment_shift(p_swap.assignment_id);
    v_monday constant date := date_trunc('week', v_shift.duty_day)::date;
    v_area constant bigint := (select area_id from duty_post
        where center_id = v_shift.center_id and post_id = v_shift.post_id);
begin
    perform set_config('app.role', 'coordinator', true);
    return query
        select t.provider_id, t.name, coalesce(l.points, 0) * 100 / t.share, coalesce(w.today, 0) = 0,
            coalesce(w.n, 0), exists (select from area_charge a where a.center_id = v_shift.center_id
                and a.provider_id = t.provider_id and a.area_id = v_area
                and a.valid @> v_shift.duty_day) as in_area, coalesce(f.weight, 0) as wish
        from staff() t
        join swap_barriers(p_swap, array(select s.provider_id from staff() s
            where s.is_here and s.provider_id <> p_swap.provider_id)) b
            on b.provider_id = t.provider_id and b.rule is null
        left join lateral (select sum(m.points) as points from ledger_month m
            where m.center_id = v_shift.center_id and m.provider_id = t.provider_id
                and m.point_kind = v_shift.point_kind) l on true
        left join lateral (select count(*) as n,
                count(*) filter (where s.duty_day = v_shift.duty_day) as today
            from assignment a
            join shift s on s.center_id = a.center_id and s.shift_id = a.shift_id
            where a.center_id = v_shift.center_id and a.provider_id = t.provider_id
                and a.state = 'published' and s.duty_day between v_monday and v_monday + 6) w on true
        left join preference f on f.center_id = v_shift.center_id
            and f.provider_id = t.provider_id and f.day = v_shift.duty_day
        order by coalesce(f.weight, 0) < 0, coalesce(l.points, 0) * 100 / t.share,
            coalesce(w.today, 0), coalesce(w.n, 0), in_area desc, t.name collate "vi-x-icu";
    perform set_config('app.role', coalesce(v_role, ''), true);
end $$;
grant execute on function duty.swap_candidates(duty.swap) to duty_app, duty_guard;
