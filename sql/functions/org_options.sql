-- The organisations there are on a day, as a form's options; p_kind null: of every kind.
create or replace function duty.org_options(p_on date, p_kind text default null) returns jsonb
language sql stable set search_path = duty, pg_temp as $$
    select coalesce(jsonb_agg(jsonb_build_object('value', org_id::text, 'name', name)
        order by name collate "vi-x-icu"), '[]')
    from org_unit
    where center_id = current_center() and valid @> p_on and kind = coalesce(p_kind, kind)
$$;
grant execute on function duty.org_options(date, text) to duty_app;
