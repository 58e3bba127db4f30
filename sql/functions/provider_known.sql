-- The provider of an address (/people/7); who is none of this Centre's does not exist.
create or replace function duty.provider_known(p_id text) returns bigint
language plpgsql stable set search_path = duty, pg_temp as $$
declare
    v_id constant bigint := arg_int('provider_id', p_id, true);
begin
    if not exists (select from provider where center_id = current_center() and provider_id = v_id) then
        perform fail('error.not_found', 'DU404');
    end if;
    return v_id;
end $$;
grant execute on function duty.provider_known(text) to duty_app;
