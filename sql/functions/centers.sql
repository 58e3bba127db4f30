-- The Centres one can sign in to.
create or replace function duty.centers() returns jsonb
language sql stable set search_path = duty, pg_temp as $$
    select coalesce(jsonb_agg(jsonb_build_object('value', code, 'name', name)
        order by name collate "vi-x-icu"), '[]')
    from center
$$;
grant execute on function duty.centers() to duty_app;
