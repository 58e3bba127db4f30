-- A month as the runs of the engine know it; the page of a run has nothing else from here.
create or replace function duty.page_draft(p_month text) returns jsonb
language sql stable set search_path = duty, pg_temp as $$
    select jsonb_build_object('month', to_char(arg_month('month', p_month, true), 'YYYY-MM'),
        'draft_version', coalesce((select draft_version from roster where center_id = current_center()
            and lower(period) = arg_month('month', p_month)), 0),
        'can_draft', may('roster.draft'))
$$;
grant execute on function duty.page_draft(text) to duty_app;
