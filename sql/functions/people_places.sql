-- The Centre's places, as a form's options.
create or replace function duty.people_places() returns jsonb
language plpgsql stable set search_path = duty, pg_temp as $$
begin
    return (
        select coalesce(jsonb_agg(jsonb_build_object('value', place_id::text, 'name', name)
            order by name collate "vi-x-icu"), '[]')
        from place where center_id = current_center());
end $$;
grant execute on function duty.people_places() to duty_app;
