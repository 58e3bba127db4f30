-- The kinds of organisation, as org_unit allows them.
create or replace function duty.org_kinds() returns text[]
language sql immutable as $$
    select array['department', 'centre', 'branch', 'court', 'police_body', 'commune_police',
        'detention_facility', 'procuracy', 'bar', 'council']
$$;
grant execute on function duty.org_kinds() to duty_app;
