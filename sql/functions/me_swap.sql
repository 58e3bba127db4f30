-- What a person may do about a duty of their own: offer it, hand it over, or see the swap under way.
create or replace function duty.me_swap(p_assignment_id bigint) returns jsonb
language sql stable set search_path = duty, pg_temp as $$
    select jsonb_build_object('assignment_id', p_assignment_id, 'swap_id', w.swap_id,
        'swap_state', w.state, 'has_begun', lower(s.during) <= duty.now(),
        'is_over', upper(s.during) <= duty.now())
    from assignment_shift(p_assignment_id) s
    left join swap w on w.center_id = s.center_id
        and p_assignment_id in (w.assignment_id, w.back_id) and w.state in ('asked', 'taken')
    limit 1
$$;
grant execute on function duty.me_swap(bigint) to duty_app;
