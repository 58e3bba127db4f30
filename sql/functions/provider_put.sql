-- Writes what a provider's form says of the person and the work; null id: a new one. The fields are
-- read here once for both forms.
create or replace function duty.provider_put(
    p_provider bigint, p_name text, p_class text, p_branch text, p_home text, p_share text,
    p_week text, p_month text, p_days daterange, p_language text) returns bigint
language plpgsql set search_path = duty, pg_temp as $$
declare
    v_center constant bigint := current_center();
    v_name constant text := arg_text('name', p_name, 300, true);
    v_class constant text := arg_choice('class', p_class,
        array['officer', 'contract_lawyer', 'collaborator'], 'contract_lawyer');
    v_branch constant bigint := arg_int('branch_id', p_branch, true);
    v_home constant bigint := arg_int('home_place', p_home);
    v_share constant integer := coalesce(arg_int('share', p_share, false, 1, 100), 100);
    v_week constant integer := arg_int('max_per_week', p_week, false, 1, 14);
    v_month constant integer := arg_int('max_per_month', p_month, false, 1, 62);
    v_language constant text := arg_choice('language', p_language, array['vi', 'km', 'en'], 'vi');
    v_person bigint;
    v_id bigint := p_provider;
begin
    if not people_branches() @> jsonb_build_array(jsonb_build_object('value', v_branch::text)) then
        perform fail('error.field.choice', p_field => 'branch_id', p_value => p_branch);
    end if;
    if v_home is not null and not people_places() @> jsonb_build_array(
            jsonb_build_object('value', v_home::text)) then
        perform fail('error.field.choice', p_field => 'home_place', p_value => p_home);
    end if;
    if v_id is null then
        insert into person (center_id, full_name, language) values (v_center, v_name, v_language)
            returning person_id into v_person;
        insert into provider (center_id, person_id, class, branch_id, home_place, share,
                max_per_week, max_per_month, first_day, last_day)
            values (v_center, v_person, v_class, v_branch, v_home, v_share, v_week, v_month,
                lower(p_days), upper(p_days) - 1)
            returning provider_id into v_id;
    else
        update provider set class = v_class, branch_id = v_branch, home_place = v_home,
                share = v_share, max_per_week = v_week, max_per_month = v_month,
                first_day = lower(p_days), last_day = upper(p_days) - 1
            where center_id = v_center and provider_id = v_id returning person_id into v_person;
        update person set full_name = v_name, language = v_language
            where center_id = v_center and person_id = v_person;
    end if;
    return v_id;
end $$;
grant execute on function duty.provider_put(bigint, text, text, text, text, text, text, text,
    daterange, text) to duty_app;
