-- By which policy each kind of notice is told today, and the hours people are written to.
create or replace function duty.page_policies() returns jsonb
language plpgsql stable set search_path = duty, pg_temp as $$
declare
    v_center constant bigint := current_center();
    v_today constant date := (select duty.today(zone) from center where center_id = v_center);
begin
    return jsonb_build_object('can_write', may('policy.write'), 'hours', policy_hours(v_today),
        'form', '{}'::jsonb, 'kinds', (
            select jsonb_agg(jsonb_build_object('key', k.key, 'is_own', p.rows -> 0 -> 'is_own',
                'rows', p.rows) order by k.position, k.key)
            from notice_kind k cross join lateral (select policy_rows(k.key, v_today) as rows) p));
end $$;
grant execute on function duty.page_policies() to duty_app;
