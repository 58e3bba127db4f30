-- The places an online hearing joins become these: [{kind, place, provider_sits}]; null says nothing.
-- An online hearing without points is one that everybody enters from where they are.
create or replace function duty.hearing_points_put(p_hearing_id bigint, p_points jsonb) returns void
language plpgsql set search_path = duty, pg_temp as $$
begin
    if p_points is null or p_points = 'null' or p_points = coalesce((
            select jsonb_agg(jsonb_build_object('kind', kind, 'place', place,
                'provider_sits', provider_sits) order by n)
            from hearing_point where center_id = current_center() and hearing_id = p_hearing_id), '[]') then
        return;
    end if;
    delete from hearing_point where center_id = current_center() and hearing_id = p_hearing_id;
    insert into hearing_point
        select current_center(), p_hearing_id, i, p ->> 'kind', p ->> 'place',
            coalesce((p ->> 'provider_sits')::boolean, false)
        from jsonb_array_elements(p_points) with ordinality x(p, i);
end $$;
grant execute on function duty.hearing_points_put(bigint, jsonb) to duty_app;
