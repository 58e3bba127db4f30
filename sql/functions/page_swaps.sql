-- Swaps: for a provider the offers they can take with what each does to their week, and their own;
-- for the office all that are open, those waiting for approval first. Lately ended ones below.
create or replace function duty.page_swaps() returns jsonb
language plpgsql set search_path = duty, pg_temp as $$
declare
    v_me constant bigint := current_provider();
    v_all constant boolean := current_actor() <> 'provider';
    v_open jsonb;
begin
    select coalesce(jsonb_agg(swap_view(s) || case when v_me is null or s.provider_id = v_me then '{}'
            else jsonb_build_object('week', swap_week(v_me, s.assignment_id)) end
            order by s.state <> 'taken', s.to_provider is distinct from v_me, s.expires_at,
                s.swap_id), '[]')
        into v_open
        from swap s
        where s.center_id = current_center() and s.state in ('asked', 'taken')
            and s.expires_at > duty.now() and swap_sees(s);
    return jsonb_build_object('can_approve', may('swap.approve'), 'can_write', may('swap.write'),
        'is_office', v_all,
        'mine', (select coalesce(jsonb_agg(x order by i), '[]')
            from jsonb_array_elements(v_open) with ordinality e(x, i)
            where (x ->> 'is_mine')::boolean or (x ->> 'is_taken_by_me')::boolean),
        'to_approve', (select coalesce(jsonb_agg(x order by i), '[]')
            from jsonb_array_elements(v_open) with ordinality e(x, i)
            where v_all and (x ->> 'is_taken')::boolean),
        'offers', (select coalesce(jsonb_agg(x order by i), '[]')
            from jsonb_array_elements(v_open) with ordinality e(x, i)
            where (x ->> 'is_asked')::boolean and (v_all or not coalesce((x ->> 'is_mine')::boolean, false))),
        'now', swap_now(),
        'ended', (select coalesce(jsonb_agg(swap_view(s) order by s.ended_at desc), '[]')
            from (select * from swap s
                where s.center_id = current_center() and s.ended_at > duty.now() - interval '30 days'
                    and (v_all or v_me in (s.provider_id, s.taker_id, s.to_provider))
                order by s.ended_at desc limit 50) s));
end $$;
grant execute on function duty.page_swaps() to duty_app;
