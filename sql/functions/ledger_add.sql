-- Puts published duties into the account: the shift's own points, the way there and back of a duty
-- on site (home to place, by the table of ways, ledger.travel_points for each hour), and calls that
-- were noted before the duty was taken back and published again. p_added: [{shift, provider}].
create or replace function duty.ledger_add(p_added jsonb) returns void
language plpgsql set search_path = duty, pg_temp as $$
declare
    v_center constant bigint := current_center();
begin
    insert into ledger_entry (center_id, provider_id, assignment_id, cause, point_kind, points,
            on_day, made_at, made_by)
        select v_center, a.provider_id, a.assignment_id, e.cause, e.kind, e.points, s.duty_day,
            duty.now(), current_account()
        from jsonb_to_recordset(p_added) x(shift bigint, provider bigint)
        join assignment a on a.center_id = v_center and a.shift_id = x.shift
            and a.provider_id = x.provider
        join shift s on s.center_id = v_center and s.shift_id = a.shift_id
        join duty_post d on d.center_id = v_center and d.post_id = s.post_id
        join provider p on p.center_id = v_center and p.provider_id = a.provider_id
        left join duty_call c on c.center_id = v_center and c.assignment_id = a.assignment_id
        cross join lateral (
            select 'duty' as cause, s.point_kind as kind, s.points
            union all
            select 'travel', 'travel', round(2 * rule_value('ledger.travel_points', s.duty_day)
                * travel_minutes(p.home_place, d.place_id, s.duty_day) / 60.0)::integer
            where d.place_id <> p.home_place
            union all
            select 'call', 'call', ledger_call_points(c.calls, c.minutes, s.duty_day)
            where c.calls > 0) e
        order by a.assignment_id, e.cause;
end $$;
grant execute on function duty.ledger_add(jsonb) to duty_app;
