-- Trigger: a lawyer's contract has an end, and runs no longer than the law allows (Circular
-- 08/2017/TT-BTP art. 15: three years; the rule credential.contract_months).
create or replace function duty.credential_guard() returns trigger
language plpgsql set search_path = duty, pg_temp as $$
declare
    v_months integer;
    v_latest date;
begin
    if new.kind = 'contract' then
        v_months := rule_value('credential.contract_months', lower(new.valid));
        v_latest := lower(new.valid) + make_interval(months => v_months) - interval '1 day';
        if coalesce(upper(new.valid) - 1 > v_latest, true) then
            perform fail('error.credential.too_long', p_field => 'until',
                p_value => to_char(upper(new.valid) - 1, 'DD/MM/YYYY'),
                p_args => jsonb_build_object('months', v_months,
                    'latest', to_char(v_latest, 'DD/MM/YYYY')));
        end if;
    end if;
    return new;
end $$;
create or replace trigger guard before insert or update of kind, valid on duty.credential
    for each row execute function duty.credential_guard();
grant execute on function duty.credential_guard() to duty_app;
