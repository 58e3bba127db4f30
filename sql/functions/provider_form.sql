-- The form of a new provider.
create or replace function duty.provider_form() returns jsonb
language plpgsql stable set search_path = duty, pg_temp as $$
declare
    v_today date;
begin
    select duty.today(zone) into v_today from center where center_id = current_center();
    return jsonb_build_object('form', jsonb_build_object('class', 'contract_lawyer', 'share', 100,
            'first_day', v_today, 'language', 'vi'),
        'options', jsonb_build_object('branch_id', people_branches(), 'home_place', people_places(),
            'class', options(array['officer', 'contract_lawyer', 'collaborator']),
            'language', options(array['vi', 'km', 'en'])));
end $$;
grant execute on function duty.provider_form() to duty_app;
