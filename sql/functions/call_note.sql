-- Notes the calls taken on a duty, with the minutes they took together: by who stood it, up to
-- ledger.call_days after its end, or by the coordinator at any time. Noted again, it replaces what was
-- noted before: the account has the calls of a duty once. p_provider: whose page the form was on.
create or replace function duty.call_note(
    p_provider text, p_assignment text, p_calls text, p_minutes text) returns jsonb
language plpgsql set search_path = duty, pg_temp as $$
declare
    v_center constant bigint := current_center();
    v_provider constant bigint := case when p_provider = '' then current_provider()
        else ledger_provider(p_provider) end;
    v_id constant bigint := arg_int('assignment_id', p_assignment, true);
    v_calls constant integer := arg_int('calls', p_calls, true, p_max => 200);
    v_minutes constant integer := coalesce(arg_int('minutes', p_minutes, p_max => 1440), 0);
    v_duty record;
begin
    perform write_lock();
    select s.duty_day, s.during, lower(s.during) <= duty.now() as has_begun,
            upper(s.during) + make_interval(days => rule_value('ledger.call_days')) as until
        into v_duty
        from assignment a join shift s on s.center_id = a.center_id and s.shift_id = a.shift_id
        where a.center_id = v_center and a.assignment_id = v_id and a.provider_id = v_provider
            and a.state = 'published'
            and (a.provider_id = current_provider() or may('people.write'));
    if not found then
        perform fail('error.not_found', 'DU404');
    elsif v_calls = 0 and v_minutes > 0 then
        perform fail('error.call.minutes', p_field => 'minutes', p_value => p_minutes);
    elsif not v_duty.has_begun then
        perform fail('error.call.early', p_field => 'calls', p_value => p_calls);
    elsif v_duty.until < duty.now() and not may('people.write') then
        perform fail('error.call.late', p_field => 'calls', p_value => p_calls,
            p_args => jsonb_build_object('days', rule_value('ledger.call_days')));
    end if;
    insert into duty_call (center_id, assignment_id, calls, minutes, noted_at, noted_by)
        values (v_center, v_id, v_calls, v_minutes, duty.now(), current_account())
        on conflict (center_id, assignment_id) do update
            set calls = excluded.calls, minutes = excluded.minutes, noted_at = excluded.noted_at,
                noted_by = excluded.noted_by;
    perform ledger_reverse(array[v_id], array['call']);
    insert into ledger_entry (center_id, provider_id, assignment_id, cause, point_kind, points,
            on_day, made_at, made_by)
        select v_center, v_provider, v_id, 'call', 'call',
            ledger_call_points(v_calls, v_minutes, v_duty.duty_day), v_duty.duty_day, duty.now(),
            current_account()
        where v_calls > 0;
    perform audit_add('call.note', 'assignment', v_id::text,
        jsonb_build_object('provider', v_provider, 'calls', v_calls, 'minutes', v_minutes));
    return jsonb_build_object('provider_id', v_provider, 'calls', v_calls, 'minutes', v_minutes);
end $$;
grant execute on function duty.call_note(text, text, text, text) to duty_app;
