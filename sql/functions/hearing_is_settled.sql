-- Whether a change of a hearing leaves its people's diaries as they are: same time, form, case and
-- state, nobody else named, no clash to look at again. Then nobody's time is taken anew.
create or replace function duty.hearing_is_settled(
    p_old duty.hearing, p_new duty.hearing, p_was bigint[], p_provider bigint) returns boolean
language plpgsql stable set search_path = duty, pg_temp as $$
begin
    return (p_old.during, p_old.state, p_old.mode, p_old.case_id)
            is not distinct from (p_new.during, p_new.state, p_new.mode, p_new.case_id)
        and (p_provider is null or p_was = array[p_provider])
        and not exists (select from appearance where center_id = p_new.center_id
            and hearing_id = p_new.hearing_id and state = 'clash');
end $$;
grant execute on function duty.hearing_is_settled(duty.hearing, duty.hearing, bigint[], bigint)
    to duty_app;
