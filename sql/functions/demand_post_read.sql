-- A post as its form gives it. p_old: the post that is changed; one with duties keeps kind and court.
create or replace function duty.demand_post_read(p_old duty.duty_post, p_form jsonb)
    returns duty.duty_post
language plpgsql stable set search_path = duty, pg_temp as $$
declare
    v_center constant bigint := current_center();
    v duty_post := p_old;
    v_from constant date := arg_date('from', p_form ->> 'from', p_old.post_id is null);
    v_is_used constant boolean := exists (select from shift
        where center_id = v_center and post_id = p_old.post_id);
begin
    v.center_id := v_center;
    v.name := arg_text('name', p_form ->> 'name', 200, true);
    v.kind := arg_choice('kind', p_form ->> 'kind',
        array['custody_phone', 'court_onsite', 'court_phone', 'hotline'], p_old.kind);
    v.org_id := arg_int('org_id', p_form ->> 'org_id');
    v.area_id := arg_int('area_id', p_form ->> 'area_id');
    v.place_id := case when v.kind = 'court_onsite'
        then arg_int('place_id', p_form ->> 'place_id', true) end;
    if v_is_used and (v.kind, coalesce(v.org_id, 0)) <> (p_old.kind, coalesce(p_old.org_id, 0)) then
        perform fail('error.demand.used', p_field =>
            case when v.kind <> p_old.kind then 'kind' else 'org_id' end);
    end if;
    if exists (select from duty_post where center_id = v_center and name = v.name
            and post_id is distinct from p_old.post_id) then
        perform fail('error.demand.name', p_field => 'name', p_value => v.name);
    end if;
    if not exists (select from org_unit where center_id = v_center and org_id = v.org_id
            and (kind = 'court' or v.kind not like 'court%'))
            and (v.kind like 'court%' or v.org_id is not null) then
        perform fail('error.field.choice', p_field => 'org_id', p_value => p_form ->> 'org_id');
    end if;
    if v.area_id is not null and not exists (select from area
            where center_id = v_center and area_id = v.area_id) then
        perform fail('error.field.choice', p_field => 'area_id', p_value => p_form ->> 'area_id');
    end if;
    if v.place_id is not null and not exists (select from place
            where center_id = v_center and place_id = v.place_id) then
        perform fail('error.field.choice', p_field => 'place_id', p_value => p_form ->> 'place_id');
    end if;
    if not v_is_used then
        if v_from >= upper(p_old.valid) then
            perform fail('error.demand.order', p_field => 'from', p_value => p_form ->> 'from');
        end if;
        v.valid := daterange(v_from, upper(p_old.valid));
    end if;
    return v;
end $$;
grant execute on function duty.demand_post_read(duty.duty_post, jsonb) to duty_app;
