-- The form of a post. p_post_id empty: a new one. What duties already hang on (kind, court) stays.
create or replace function duty.demand_post_form(p_post_id text) returns jsonb
language plpgsql stable set search_path = duty, pg_temp as $$
declare
    v_center constant bigint := current_center();
    v_id constant bigint := arg_int('post_id', p_post_id);
    v_today date;
    v_form jsonb;
begin
    select today(zone) into v_today from center where center_id = v_center;
    if v_id is null then
        v_form := jsonb_build_object('kind', 'custody_phone', 'from', v_today);
    else
        select jsonb_build_object('name', name, 'kind', kind, 'org_id', org_id::text,
                'area_id', area_id::text, 'place_id', place_id::text, 'from', lower(valid))
            into v_form from duty_post where center_id = v_center and post_id = v_id;
        if v_form is null then
            perform fail('error.not_found', 'DU404');
        end if;
    end if;
    return jsonb_build_object('post_id', v_id, 'form', v_form, 'options', jsonb_build_object(
        'kind', options(array['custody_phone', 'court_onsite', 'court_phone', 'hotline']),
        'org_id', (
            select coalesce(jsonb_agg(jsonb_build_object('value', org_id::text, 'name', name)
                order by kind <> 'court', name collate "vi-x-icu"), '[]')
            from org_unit where center_id = v_center and valid @> v_today
                and kind in ('court', 'police_body', 'commune_police', 'detention_facility')),
        'area_id', (
            select coalesce(jsonb_agg(jsonb_build_object('value', area_id::text, 'name', name)
                order by name collate "vi-x-icu"), '[]')
            from area where center_id = v_center),
        'place_id', (
            select coalesce(jsonb_agg(jsonb_build_object('value', place_id::text, 'name', name)
                order by name collate "vi-x-icu"), '[]')
            from place where center_id = v_center)));
end $$;
grant execute on function duty.demand_post_form(text) to duty_app;
