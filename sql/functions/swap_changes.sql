-- What a swap changes, roster by roster: whom it takes duties from and whom it gives them to, as
-- draft_apply wants it. p_rest: the later part of a duty split for a hand-over; who stands the same
-- duty beside the one who leaves stands that part as well.
create or replace function duty.swap_changes(p_swap duty.swap, p_rest bigint)
    returns table (roster_id bigint, removed jsonb, added jsonb)
language plpgsql stable set search_path = duty, pg_temp as $$
#variable_conflict use_column
begin
    return query
        with x as (
            select s.shift_id, s.roster_id, p_swap.taker_id as takes, p_swap.provider_id as gives,
                p_swap.provider_id as was, null::jsonb as reason
            from assignment_shift(p_swap.assignment_id) s where p_rest is null
            union all
            select s.shift_id, s.roster_id, p_swap.provider_id, p_swap.taker_id,
                p_swap.taker_id, null
            from assignment_shift(p_swap.back_id) s where s.shift_id is not null
            union all
            select r.shift_id, r.roster_id, case when a.provider_id = p_swap.provider_id
                then p_swap.taker_id else a.provider_id end, null, p_swap.provider_id,
                case when a.provider_id <> p_swap.provider_id then a.reason end
            from shift r
            join assignment a on a.center_id = r.center_id and a.state = 'published'
                and a.shift_id = (assignment_shift(p_swap.assignment_id)).shift_id
            where r.center_id = p_swap.center_id and r.shift_id = p_rest)
        select x.roster_id,
            coalesce(jsonb_agg(jsonb_build_object('shift', x.shift_id, 'provider', x.gives))
                filter (where x.gives is not null), '[]'),
            jsonb_agg(jsonb_build_object('shift', x.shift_id, 'provider', x.takes, 'pinned', true,
                'reason', coalesce(x.reason, draft_reason(x.shift_id, x.takes, p_swap.kind)
                    || jsonb_build_object('swap', p_swap.swap_id, 'from', x.was))))
        from x group by x.roster_id order by x.roster_id;
end $$;
grant execute on function duty.swap_changes(duty.swap, bigint) to duty_app;
