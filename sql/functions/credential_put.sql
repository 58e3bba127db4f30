-- Writes a card or contract of a provider's own class; null id: a new one. Of one kind only one is
-- valid at a time.
create or replace function duty.credential_put(
    p_provider bigint, p_credential bigint, p_number text, p_from_field text, p_from text,
    p_until text) returns bigint
language plpgsql set search_path = duty, pg_temp as $$
declare
    v_center constant bigint := current_center();
    v_number constant text := arg_text('number', p_number, 100, true);
    v_valid constant daterange := arg_days(p_from_field, p_from, 'until', p_until);
    v_id bigint := p_credential;
    v_other text;
begin
    select d.number into v_other from credential d join provider p on p.center_id = d.center_id
            and p.provider_id = d.provider_id
        where d.center_id = v_center and d.provider_id = p_provider and d.valid && v_valid
            and d.credential_id is distinct from v_id and d.kind = coalesce(
                (select kind from credential where center_id = v_center and credential_id = v_id),
                credential_kind(p.class)) limit 1;
    if found then
        perform fail('error.credential.overlap', 'DU409', p_from_field, p_from,
            jsonb_build_object('number', v_other));
    end if;
    if v_id is null then
        insert into credential (center_id, provider_id, kind, number, valid)
            select center_id, provider_id, credential_kind(class), v_number, v_valid
            from provider where center_id = v_center and provider_id = p_provider
            returning credential_id into v_id;
    else
        update credential set number = v_number, valid = v_valid
            where center_id = v_center and credential_id = v_id;
    end if;
    return v_id;
end $$;
grant execute on function duty.credential_put(bigint, bigint, text, text, text, text) to duty_app;
