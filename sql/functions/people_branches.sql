-- The offices a provider may belong to, as a form's options: the Centre and its branches.
create or replace function duty.people_branches() returns jsonb
language plpgsql stable set search_path = duty, pg_temp as $$
begin
    return (
        select coalesce(jsonb_agg(jsonb_build_object('value', org_id::text, 'name', name)
            order by kind desc, name collate "vi-x-icu"), '[]')
        from org_unit
        where center_id = current_center() and kind in ('centre', 'branch')
            and valid @> (select duty.today(zone) from center
                where center_id = current_center()));
end $$;
grant execute on function duty.people_branches() to duty_app;
