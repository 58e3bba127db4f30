-- Settles who appears at a hearing and holds its time for them: p_provider with whoever else is decided
-- for the case (case_appear), or, when null, whoever appears already. Somebody newly chosen without a
-- decision and with a conflict of interest is refused. Returns the clash of those who appear, [] when
-- there is none.
create or replace function duty.hearing_appear(p_hearing_id bigint, p_provider bigint) returns jsonb
language plpgsql set search_path = duty, pg_temp as $$
declare
    v_center constant bigint := current_center();
    v_during tstzrange;
    v_is_open boolean;
    v_case bigint;
    v_all bigint[];
    v_left bigint[];
    v_provider bigint;
    v_clash jsonb := '[]';
begin
    select during, state = 'scheduled', case_id into v_during, v_is_open, v_case
        from hearing where center_id = v_center and hearing_id = p_hearing_id;
    with gone as (
        delete from commitment where center_id = v_center and kind = 'hearing'
            and ref_id = p_hearing_id returning provider_id)
    select coalesce(array_agg(provider_id), '{}') into v_left from gone;

    if p_provider is not null then
        perform case_eligible(v_case, p_provider, p_hearing_id);
        v_all := case_appear(v_case, p_provider);
        update appearance set state = 'released', changed_at = duty.now()
            where center_id = v_center and hearing_id = p_hearing_id
                and provider_id <> all (v_all) and state <> 'released';
        insert into appearance select v_center, p_hearing_id, p, 'assigned', duty.now()
            from unnest(v_all) p
            on conflict (center_id, hearing_id, provider_id) do update
                set state = 'assigned', changed_at = excluded.changed_at
                where appearance.state = 'released';
    end if;
    for v_provider in
        select provider_id from appearance where center_id = v_center
            and hearing_id = p_hearing_id and state <> 'released' order by provider_id
    loop
        if not v_is_open or commit_hearing(v_provider, v_during, p_hearing_id) then
            update appearance set state = 'assigned', changed_at = duty.now()
                where center_id = v_center and hearing_id = p_hearing_id
                    and provider_id = v_provider and state = 'clash';
        else
            update appearance set state = 'clash', changed_at = duty.now()
                where center_id = v_center and hearing_id = p_hearing_id
                    and provider_id = v_provider and state <> 'clash';
            v_clash := v_clash || hearing_clash(v_provider, v_during, p_hearing_id);
        end if;
    end loop;
    perform clash_resolve(v_left);
    return v_clash;
end $$;
grant execute on function duty.hearing_appear(bigint, bigint) to duty_app;
