-- The calendar addresses of the Centre, and the form for a new one.
create or replace function duty.page_sources() returns jsonb
language plpgsql stable set search_path = duty, pg_temp as $$
begin
    return jsonb_build_object('sources', source_rows(), 'can_write', may('source.write'),
        'interval', rule_value('source.interval_min'),
        'form', '{"body_id": "", "url": ""}'::jsonb,
        'options', jsonb_build_object('body_id', org_options((select duty.today(zone) from center
            where center_id = current_center()))));
end $$;
grant execute on function duty.page_sources() to duty_app;
