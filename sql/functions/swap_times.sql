-- When a swap begins and when it lapses. A duty that has begun can only be handed over; until
-- swap.lead_minutes before its start anybody may offer it, later only the coordinator.
create or replace function duty.swap_times(p_swap duty.swap, p_time time) returns duty.swap
language plpgsql stable set search_path = duty, pg_temp as $$
declare
    v_shift constant shift := assignment_shift(p_swap.assignment_id);
    v_first constant timestamptz := least(lower(v_shift.during),
        lower((assignment_shift(p_swap.back_id)).during));
    v_lead constant interval :=
        make_interval(mins => rule_value('swap.lead_minutes', v_shift.duty_day));
    v_from timestamp;
begin
    if upper(v_shift.during) <= duty.now() then
        perform fail('error.swap.over', 'DU409');
    end if;
    if p_swap.kind = 'handover' then
        v_from := v_shift.starts::date + p_time;
        p_swap.from_at := greatest(duty.now(), coalesce((v_from + case when v_from < v_shift.starts
            then interval '1 day' else '0' end) at time zone v_shift.zone, duty.now()));
        p_swap.from_at := date_trunc('minute', p_swap.from_at);
        p_swap.expires_at := upper(v_shift.during);
        if p_swap.from_at >= p_swap.expires_at then
            perform fail('error.swap.after', p_field => 'time', p_value => p_time::text);
        end if;
        return p_swap;
    end if;
    if v_first <= duty.now() then
        perform fail('error.swap.begun', 'DU409');
    end if;
    if v_first - v_lead <= duty.now() and not may('swap.approve') then
        perform fail('error.swap.lead', 'DU409',
            p_args => jsonb_build_object('minutes', extract(epoch from v_lead) / 60));
    end if;
    p_swap.expires_at := case when v_first - v_lead > duty.now() then v_first - v_lead
        else v_first end;
    return p_swap;
end $$;
grant execute on function duty.swap_times(duty.swap, time) to duty_app;
