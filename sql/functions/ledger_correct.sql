-- A correction by hand: so many points of a kind (below 0: taken off) on a day, with the reason the
-- person will read. Nothing else of the account changes by hand.
create or replace function duty.ledger_correct(
    p_provider text, p_kind text, p_points text, p_day text, p_reason text) returns jsonb
language plpgsql set search_path = duty, pg_temp as $$
declare
    v_center constant bigint := current_center();
    v_provider constant bigint := ledger_provider(p_provider);
    v_kind constant text := arg_choice('kind', arg_text('kind', p_kind, 20, true), point_kinds());
    v_points constant integer := arg_int('points', p_points, true, -5000, 5000);
    v_reason constant text := arg_text('reason', p_reason, 500, true);
    v_today date;
    v_day date := arg_date('day', p_day);
    v_entry bigint;
begin
    perform write_lock();
    select today(zone) into v_today from center where center_id = v_center;
    v_day := coalesce(v_day, v_today);
    if v_points = 0 then
        perform fail('error.points.zero', p_field => 'points', p_value => p_points);
    elsif v_day > v_today then
        perform fail('error.points.future', p_field => 'day', p_value => p_day);
    end if;
    insert into ledger_entry (center_id, provider_id, cause, point_kind, points, on_day, reason,
            made_at, made_by)
        values (v_center, v_provider, 'correction', v_kind, v_points, v_day, v_reason, duty.now(),
            current_account())
        returning entry_id into v_entry;
    perform audit_add('ledger.correct', 'provider', v_provider::text, jsonb_build_object(
        'entry', v_entry, 'kind', v_kind, 'points', v_points, 'day', v_day, 'reason', v_reason));
    return jsonb_build_object('provider_id', v_provider, 'entry_id', v_entry);
end $$;
grant execute on function duty.ledger_correct(text, text, text, text, text) to duty_app;
