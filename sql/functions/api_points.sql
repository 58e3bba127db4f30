-- The places a program names (api_points_fit) as a hearing keeps them (hearing_points_put). In person
-- there are none; without a word about them, null: they stay as they are.
create or replace function duty.api_points(p_points jsonb, p_mode text) returns jsonb
language sql immutable as $$
    select case when p_mode = 'in_person' then '[]' when jsonb_typeof(p_points) = 'array' then (
        select coalesce(jsonb_agg(jsonb_build_object('kind', p -> 'kind',
            'place', btrim(normalize(p ->> 'place', NFC)),
            'provider_sits', coalesce(p -> 'provider_sits', 'false')) order by i), '[]')
        from jsonb_array_elements(p_points) with ordinality x(p, i)) end
$$;
grant execute on function duty.api_points(jsonb, text) to duty_app;
