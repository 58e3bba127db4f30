-- Pins a duty of a draft, so that no drawing moves it, or takes the pin off. pinned: 1 or 0.
-- version: the draft that was looked at.
create or replace function duty.draft_pin(
    p_shift text, p_provider text, p_pinned text, p_version text) returns jsonb
language plpgsql set search_path = duty, pg_temp as $$
declare
    v_roster constant roster := draft_of_shift(p_shift, p_version);
    v_provider constant bigint := arg_int('provider_id', p_provider, true);
    v_pinned constant boolean := arg_int('pinned', p_pinned, true, 0, 1) = 1;
    v_row jsonb;
begin
    perform draft_open(v_roster.roster_id);
    select jsonb_build_object('shift', shift_id, 'provider', provider_id, 'pinned', v_pinned,
            'reason', reason) into v_row
        from draft_assignment
        where center_id = v_roster.center_id and shift_id = p_shift::bigint
            and provider_id = v_provider;
    if not found then
        perform fail('error.draft.stale', 'DU409');
    end if;
    perform draft_apply(v_roster.roster_id, 'pin', jsonb_build_array(v_row),
        jsonb_build_array(v_row));
    perform audit_add(case when v_pinned then 'draft.pin' else 'draft.unpin' end, 'roster',
        v_roster.roster_id::text, v_row - 'reason');
    return jsonb_build_object('month', to_char(lower(v_roster.period), 'YYYY-MM'),
        'shift', p_shift::bigint);
end $$;
grant execute on function duty.draft_pin(text, text, text, text) to duty_app;
