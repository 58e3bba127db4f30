-- One person's account, for those who lead and for the person; to everybody else it does not exist.
create or replace function duty.page_point_entries(p_provider text, p_year text) returns jsonb
language plpgsql stable set search_path = duty, pg_temp as $$
declare
    v_provider constant bigint := arg_int('provider', p_provider, true);
    v_account constant jsonb := case when may('people.read') or v_provider = current_provider()
        then points_account(v_provider, p_year) end;
begin
    if v_account is null then
        perform fail('error.not_found', 'DU404');
    end if;
    return jsonb_build_object('account', v_account, 'can_correct', may('people.write'),
        'calls', case when may('people.write') then call_duties(v_provider, null) else '[]' end,
        'form', jsonb_build_object('kind', '', 'points', '', 'day', '', 'reason', '',
            'share', '', 'share_from', ''),
        'options', jsonb_build_object('kind', options(point_kinds())));
end $$;
grant execute on function duty.page_point_entries(text, text) to duty_app;
