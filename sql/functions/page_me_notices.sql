-- What the person signed in gets told, how, and what they have switched off.
create or replace function duty.page_me_notices() returns jsonb
language plpgsql stable set search_path = duty, pg_temp as $$
declare
    v_center constant bigint := current_center();
    v_person constant bigint := nullif(current_setting('app.person_id', true), '')::bigint;
    v notice_choice;
begin
    select * into v from notice_choice where center_id = v_center and person_id = v_person;
    return jsonb_build_object('form', jsonb_build_object('prefers', v.prefers,
            'language', (select language from person where center_id = v_center and person_id = v_person),
            'is_daily', case when v.is_daily then '1' end, 'is_weekly', case when v.is_weekly then '1' end),
        'is_provider', current_provider() is not null,
        'options', jsonb_build_object('prefers', options(array['sms', 'mail']),
            'language', options(array['vi', 'km', 'en'])),
        'kinds', (select coalesce(jsonb_agg(jsonb_build_object('key', k.key,
                'is_on', k.key <> all (coalesce(v.off, '{}'))) order by k.position), '[]')
            from notice_kind k
            where k.key not like 'digest.%' and (notice_policy_for(v_center, v_person, k.key, null,
                duty.now() + interval '1 year')).is_optional),
        'contacts', (select coalesce(jsonb_agg(jsonb_build_object('channel', channel,
                'address', address, 'verified', verified_at is not null)
                order by channel desc, address), '[]')
            from contact where center_id = v_center and person_id = v_person));
end $$;
grant execute on function duty.page_me_notices() to duty_app;
