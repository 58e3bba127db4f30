-- Where, when and with whom, as a hearing's form says it: {court_id, starts, ends, provider_id}. A
-- clerk's court is the own one; without an end the hearing lasts as long as before or as usual.
create or replace function duty.hearing_read(
    p_hearing_id bigint, p_court_id text, p_date text, p_time text, p_end_time text,
    p_provider_id text) returns jsonb
language plpgsql stable set search_path = duty, pg_temp as $$
declare
    v_center constant bigint := current_center();
    v_court constant bigint := case when current_actor() = 'clerk' then current_org()
        else arg_int('court_id', p_court_id, true) end;
    v_day constant date := arg_day('date', p_date, (
        select duty.today(zone) from center where center_id = v_center), true);
    v_time constant time := arg_time('time', p_time, true);
    v_end constant time := arg_time('end_time', p_end_time);
    v_provider constant bigint := arg_int('provider_id', p_provider_id);
    v_ends constant timestamp := coalesce(v_day + v_end, hearing_ends(p_hearing_id, v_day + v_time));
begin
    if not exists (select from org_unit where center_id = v_center and org_id = v_court
            and kind = 'court') then
        perform fail('error.field.choice', p_field => 'court_id', p_value => p_court_id);
    end if;
    -- A collaborator gives advice only (Law on Legal Aid 2017 art. 24(3)).
    if v_provider is not null and not exists (select from provider where center_id = v_center
            and provider_id = v_provider and class <> 'collaborator') then
        perform fail('error.field.choice', p_field => 'provider_id', p_value => p_provider_id);
    end if;
    if v_ends <= v_day + v_time then
        perform fail('error.field.time', p_field => 'end_time', p_value => p_end_time);
    end if;
    return jsonb_build_object('court_id', v_court, 'starts', v_day + v_time, 'ends', v_ends,
        'provider_id', v_provider);
end $$;
grant execute on function duty.hearing_read(bigint, text, text, text, text, text) to duty_app;
