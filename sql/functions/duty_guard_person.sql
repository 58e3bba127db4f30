-- Trigger: nobody is drafted or published for a duty their class or papers do not allow: a
-- collaborator outside the hotline (Law on Legal Aid 2017 art. 24(3): advice only), or anybody on a
-- day without a valid card or contract of their class (art. 17-19), or with a conflict of interest
-- (art. 25), which is not named. A draft may repeat what is published: papers may have ended since,
-- and a draft is how somebody else is found.
create or replace function duty.duty_guard_person() returns trigger
language plpgsql set search_path = duty, pg_temp as $$
declare
    v_class text;
    v_name text;
    v record;
begin
    select p.class, n.full_name into v_class, v_name
        from provider p join person n on n.center_id = p.center_id and n.person_id = p.person_id
        where p.center_id = new.center_id and p.provider_id = new.provider_id;
    select s.starts, s.ends, s.during, s.post_id, d.kind, d.name into v
        from shift s join duty_post d on d.center_id = s.center_id and d.post_id = s.post_id
        where s.center_id = new.center_id and s.shift_id = new.shift_id;
    if tg_table_name = 'draft_assignment' and exists (select from assignment a
            where a.center_id = new.center_id and a.shift_id = new.shift_id
                and a.provider_id = new.provider_id and a.state = 'published') then
        return null;
    end if;
    if v_class = 'collaborator' and v.kind <> 'hotline' then
        perform fail('error.duty.class', 'DU409', 'provider_id', v_name,
            jsonb_build_object('post', v.name, 'day', to_char(v.starts, 'DD/MM/YYYY')));
    end if;
    if not credential_days(new.provider_id, new.center_id) @> shift_days(v.starts, v.ends) then
        perform fail('error.duty.credential', 'DU409', 'provider_id', v_name,
            jsonb_build_object('post', v.name, 'day', to_char(v.starts, 'DD/MM/YYYY')));
    end if;
    if conflict_bars(new.provider_id, v.post_id, shift_days(v.starts, v.ends)) then
        perform fail('error.duty.not_eligible', 'DU409', 'provider_id', v_name,
            jsonb_build_object('post', v.name, 'day', to_char(v.starts, 'DD/MM/YYYY')));
    end if;
    return null;
end $$;
create or replace trigger person after insert or update of shift_id, provider_id
    on duty.draft_assignment for each row execute function duty.duty_guard_person();
create or replace trigger person after insert or update of shift_id, provider_id, state
    on duty.assignment for each row when (new.state = 'published')
    execute function duty.duty_guard_person();
grant execute on function duty.duty_guard_person() to duty_app;
