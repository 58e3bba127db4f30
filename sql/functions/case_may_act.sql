-- Whether somebody may represent anybody today: here, with a valid card or contract, and no
-- collaborator, who gives advice only (Law on Legal Aid 2017 art. 17-19, 24(3)).
create or replace function duty.case_may_act(p_provider bigint) returns boolean
language plpgsql stable set search_path = duty, pg_temp as $$
begin
    return exists (select from staff() t
        where t.provider_id = p_provider and t.class <> 'collaborator' and t.is_here
            and credential_days(p_provider, current_center()) @> (select duty.today(zone)
                from center where center_id = current_center()));
end $$;
grant execute on function duty.case_may_act(bigint) to duty_app, duty_guard;
