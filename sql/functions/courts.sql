-- The courts one may choose from, as a form's options: a clerk has one.
create or replace function duty.courts() returns jsonb
language plpgsql stable set search_path = duty, pg_temp as $$
begin
    return (
        select coalesce(jsonb_agg(jsonb_build_object('value', org_id::text, 'name', name)
            order by name collate "vi-x-icu"), '[]')
        from org_unit
        where center_id = current_center() and kind = 'court'
            and (current_actor() <> 'clerk' or org_id = current_org())
            and valid @> (select duty.today(zone) from center
                where center_id = current_center()));
end $$;
grant execute on function duty.courts() to duty_app;
