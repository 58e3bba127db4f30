-- What keeps each of these people from taking a swap, as if it were published now: the first hard
-- rule (duty_barrier) and whom it bars; rule null: nothing does. In an exchange the giver must be
-- able to stand the other duty, too. Of a duty split at a moment only the rest counts: the shift
-- begins then for the question, and as it did again after it.
create or replace function duty.swap_barriers(p_swap duty.swap, p_people bigint[])
    returns table (provider_id bigint, rule text, barred_id bigint)
language plpgsql set search_path = duty, pg_temp as $$
#variable_conflict use_column
declare
    v_shift constant shift := assignment_shift(p_swap.assignment_id);
    v_back constant shift := assignment_shift(p_swap.back_id);
    v_rules jsonb;
begin
    if p_swap.kind = 'handover' and p_swap.from_at > lower(v_shift.during) then
        begin
            perform set_config('app.role', 'coordinator', true); -- to see all accounts
            update shift set starts = x.at, during = tstzrange(x.at at time zone zone, upper(during)),
                    is_night = handover_is_night(x.at, ends, duty_day)
                from date_trunc('minute', p_swap.from_at at time zone v_shift.zone) x(at)
                where center_id = v_shift.center_id and shift_id = v_shift.shift_id;
            v_rules := (select jsonb_object_agg(p, duty_barrier(v_shift.shift_id, p, '{}', true))
                from unnest(array_remove(p_people, null)) p);
            raise sqlstate 'DU000';
        exception when sqlstate 'DU000' then
            null; -- the answer is kept, the later beginning and the role are not
        end;
    else
        v_rules := (select jsonb_object_agg(p, duty_barrier(v_shift.shift_id, p,
                array_remove(array[v_back.shift_id], null), true))
            from unnest(array_remove(p_people, null)) p);
    end if;
    return query
        select k.key::bigint, coalesce(k.value, b.rule),
            case when k.value is not null then k.key::bigint else p_swap.provider_id end
        from jsonb_each_text(v_rules) k
        cross join lateral (select case when v_back.shift_id is not null then
            duty_barrier(v_back.shift_id, p_swap.provider_id, array[v_shift.shift_id], true)
            end as rule) b;
end $$;
grant execute on function duty.swap_barriers(duty.swap, bigint[]) to duty_app;
