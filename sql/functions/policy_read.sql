-- What the form of a policy says, checked. Hours become minutes.
create or replace function duty.policy_read(p_key text, p_form jsonb) returns duty.notice_policy
language plpgsql stable set search_path = duty, pg_temp as $$
declare
    v_today constant date := (select duty.today(zone) from center where center_id = current_center());
    v_way constant text := arg_choice('way', p_form ->> 'way',
        array['together', 'sms_mail', 'mail_sms', 'sms', 'mail'], 'together');
    v_from constant date := arg_date('from', p_form ->> 'from', true);
    v notice_policy;
begin
    v.center_id := current_center();
    v.template := p_key;
    v.role := arg_choice('role', p_form ->> 'role',
        array['provider', 'coordinator', 'clerk', 'police', 'director', 'administrator']);
    v.severity := arg_choice('severity', p_form ->> 'severity', array['new', 'break', 'shift']);
    v.lead_minutes := 60 * arg_int('lead_hours', p_form ->> 'lead_hours', false, 1, 720);
    v.channels := case v_way when 'together' then array['sms', 'mail']
        else string_to_array(v_way, '_') end;
    v.is_together := v_way = 'together';
    v.language := arg_choice('language', p_form ->> 'language', array['person', 'centre'], 'person');
    v.is_confirmed := p_form ->> 'is_confirmed' = '1' is true;
    v.chase_minutes := array(select 60 * arg_int('chase', c, true, 1, 720)
        from unnest(string_to_array(nullif(btrim(p_form ->> 'chase'), ''), ',')) c);
    v.climb_minutes := 60 * arg_int('climb', p_form ->> 'climb', v.is_confirmed, 1, 720);
    v.unknown := arg_choice('unknown', p_form ->> 'unknown', array['twice', 'never', 'query'], 'twice');
    v.priority := coalesce(arg_int('priority', p_form ->> 'priority', false, 1, 9), 5);
    v.bypasses_quiet := p_form ->> 'bypasses_quiet' = '1' is true;
    v.is_bundled := p_form ->> 'is_bundled' = '1' is true;
    v.is_optional := p_form ->> 'is_optional' = '1' is true;
    v.legal_basis := arg_text('legal_basis', p_form ->> 'legal_basis', 500, true);
    v.account_id := current_account();
    if exists (select from unnest(v.channels) c where not exists (select from notice_template n
            where n.key = p_key and n.channel = c)) then
        perform fail('error.policy.no_text', p_field => 'way', p_value => v_way);
    elsif v_from < v_today then
        perform fail('error.policy.past', p_field => 'from', p_value => v_from::text);
    elsif not v.is_confirmed then
        v.chase_minutes := '{}';
        v.climb_minutes := null;
    elsif v.is_optional then
        perform fail('error.policy.optional', p_field => 'is_optional');
    end if;
    v.valid := daterange(v_from, null);
    return v;
end $$;
grant execute on function duty.policy_read(text, jsonb) to duty_app;
