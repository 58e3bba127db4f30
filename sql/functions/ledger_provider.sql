-- The provider a page's address names; one of another Centre does not exist.
create or replace function duty.ledger_provider(p_value text) returns bigint
language plpgsql stable set search_path = duty, pg_temp as $$
declare
    v_provider constant bigint := arg_int('provider', p_value, true);
begin
    if not exists (select from provider
            where center_id = current_center() and provider_id = v_provider) then
        perform fail('error.not_found', 'DU404');
    end if;
    return v_provider;
end $$;
grant execute on function duty.ledger_provider(text) to duty_app;
