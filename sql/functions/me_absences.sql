-- What /me shows of my absences and wishes: what is asked for or still to come.
create or replace function duty.me_absences(p_provider bigint) returns jsonb
language sql stable set search_path = duty, pg_temp as $$
    select coalesce(jsonb_agg(x), '[]')
    from jsonb_array_elements(absence_list(p_provider, null)) x
    where x ->> 'state' in ('asked', 'approved')
$$;
grant execute on function duty.me_absences(bigint) to duty_app;
