-- The form of a kind's policy: the rows that rule now, and a new one filled from the row p_policy_id (the
-- Centre's), or from the shipped row that says least.
create or replace function duty.policy_form(p_key text, p_policy_id text) returns jsonb
language plpgsql stable set search_path = duty, pg_temp as $$
declare
    v_today constant date := (select duty.today(zone) from center where center_id = current_center());
    v_id constant bigint := arg_int('policy_id', p_policy_id);
    v_rows constant jsonb := policy_rows(p_key, v_today);
    v_row jsonb;
begin
    if not exists (select from notice_kind where key = p_key) then
        perform fail('error.not_found', 'DU404');
    end if;
    select r into v_row from jsonb_array_elements(v_rows) r
        where v_id is null or (r ->> 'policy_id')::bigint = v_id limit 1;
    return jsonb_build_object('key', p_key, 'rows', v_rows, 'can_write', may('policy.write'),
        'may_confirm', p_key in ('hearing.assigned', 'hearing.moved'),
        'form', v_row || jsonb_build_object('from', v_today + 1, 'legal_basis', '',
            'priority', v_row ->> 'priority'),
        'options', jsonb_build_object('way', options(array['together', 'sms_mail', 'mail_sms', 'sms', 'mail']),
            'role', options(array['provider', 'coordinator', 'clerk', 'police', 'director', 'administrator']),
            'severity', options(array['new', 'break', 'shift']),
            'language', options(array['person', 'centre']),
            'unknown', options(array['twice', 'never', 'query']),
            'priority', options(array['1', '2', '3', '4', '5', '6', '7', '8', '9'])));
end $$;
grant execute on function duty.policy_form(text, text) to duty_app;
