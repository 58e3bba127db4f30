-- How a court's next document is to be read: whose wall clock, from which day, which columns.
create or replace function duty.import_options(p_court bigint) returns jsonb
language plpgsql stable set search_path = duty, pg_temp as $$
begin
    return (
        select jsonb_build_object('zone', c.zone, 'today', today(c.zone), 'mapping', (
            select m.mapping::text from import_mapping m
            where m.center_id = c.center_id and m.court_id = coalesce(p_court, 0)))
        from center c where c.center_id = current_center());
end $$;
grant execute on function duty.import_options(bigint) to duty_app;
