-- Swaps that wait for whoever looks: for the coordinator's approval, or for the answer of the person
-- asked. Null: none.
create or replace function duty.today_swaps() returns jsonb
language sql stable set search_path = duty, pg_temp as $$
    select case when count(*) > 0 then jsonb_build_object('count', count(*),
        'to_approve', may('swap.approve')) end
    from swap
    where center_id = current_center() and expires_at > duty.now()
        and case when may('swap.approve') then state = 'taken'
            else state = 'asked' and to_provider = current_provider() end
$$;
grant execute on function duty.today_swaps() to duty_app;
