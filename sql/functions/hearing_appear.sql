-- Settles who appears at a hearing and holds its time for them: p_provider with whoever else is decided
-- for the case (case_appear), or, when null, whoever appears already. Somebody newly chosen without a
-- decision and with a conflict of interest is refused. Returns the clash of those who appear, [] when
-- there is none.
create or replace function duty.hearing_appear(p_hearing duty.hearing, p_provider bigint) returns jsonb
language plpgsql set search_path = duty, pg_temp as $$
declare
    v_center constant bigint := p_hearing.center_id;
    v_id constant bigint := p_hearing.hearing_id;
    v_all bigint[];
    v_left bigint[];
    v record;
    v_state text;
    v_clash jsonb := '[]';
begin
    with gone as (
        delete from commitment where center_id = v_center and kind = 'hearing'
            and ref_id = v_id returning provider_id)
    select coalesce(array_agg(provider_id), '{}') into v_left from gone;

    if p_provider is not null then
        perform case_eligible(p_hearing.case_id, p_provider, v_id);
        v_all := case_appear(p_hearing.case_id, p_provider);
        update appearance set state = 'released', changed_at = duty.now()
            where center_id = v_center and hearing_id = v_id
                and provider_id <> all (v_all) and state <> 'released';
        insert into appearance select v_center, v_id, p, 'assigned', duty.now()
            from unnest(v_all) p
            on conflict (center_id, hearing_id, provider_id) do update
                set state = 'assigned', changed_at = excluded.changed_at
                where appearance.state = 'released';
    end if;
    for v in
        select provider_id, state from appearance
        where center_id = v_center and hearing_id = v_id and state <> 'released' order by provider_id
    loop
        v_state := 'assigned';
        if p_hearing.state = 'scheduled'
                and not commit_hearing(v.provider_id, p_hearing.during, v_id) then
            v_state := 'clash';
            v_clash := v_clash || hearing_clash(v.provider_id, p_hearing.during, v_id);
        end if;
        if v.state <> v_state then
            update appearance set state = v_state, changed_at = duty.now()
                where center_id = v_center and hearing_id = v_id and provider_id = v.provider_id;
        end if;
    end loop;
    if v_left <> '{}' then
        perform clash_resolve(v_left);
    end if;
    return v_clash;
end $$;
grant execute on function duty.hearing_appear(duty.hearing, bigint) to duty_app;
