-- A hearing's mode and points as its form says them: {mode, points}. In person there is the court's
-- room alone. Otherwise the room is the central point and p_component names at most three component
-- points (TTLT 05/2021), by semicolon. p_sits: where the provider is, which then must have a name:
-- central, or component, the first of them; empty: wherever the provider enters from.
create or replace function duty.hearing_places(
    p_mode text, p_room text, p_component text, p_sits text) returns jsonb
language plpgsql stable set search_path = duty, pg_temp as $$
declare
    v_mode constant text := arg_choice('mode', p_mode, array['in_person', 'online', 'hybrid'],
        'in_person');
    v_sits constant text := arg_choice('sits', p_sits, array['', 'central', 'component'], '');
    v_is_online constant boolean := v_mode <> 'in_person';
    v_room constant text := coalesce(
        arg_text('room', p_room, 300, v_is_online and v_sits = 'central'), '');
    v_text constant text := arg_text('component', p_component, 900,
        v_is_online and v_sits = 'component');
    v_places constant text[] := array(select btrim(x) from unnest(string_to_array(v_text, ';'))
        with ordinality u(x, i) where btrim(x) <> '' order by i);
    v_points jsonb;
begin
    if cardinality(v_places) > rule_value('hearing.component_points') then
        perform fail('error.hearing.points', p_field => 'component', p_value => v_text,
            p_args => jsonb_build_object('max', rule_value('hearing.component_points')));
    end if;
    select coalesce(jsonb_agg(jsonb_build_object('kind', kind, 'place', place,
            'provider_sits', kind = v_sits and i <= 1) order by i), '[]')
        into v_points
        from (select 'central' as kind, v_room as place, 0 as i where v_room <> ''
            union all
            select 'component', place, i from unnest(v_places) with ordinality u(place, i)) p
        where v_is_online;
    return jsonb_build_object('mode', v_mode, 'room', v_room, 'points', v_points);
end $$;
grant execute on function duty.hearing_places(text, text, text, text) to duty_app;
