-- An address of the person signed in by its number; DU404 when it is not theirs, or no longer.
create or replace function duty.contact_own(p_contact_id text) returns duty.contact
language plpgsql stable set search_path = duty, pg_temp as $$
declare
    v contact;
begin
    select * into v from contact where center_id = current_center()
        and contact_id = arg_int('contact_id', p_contact_id, true)
        and person_id = nullif(current_setting('app.person_id', true), '')::bigint
        and retired_at is null;
    if not found then
        perform fail('error.not_found', 'DU404');
    end if;
    return v;
end $$;
grant execute on function duty.contact_own(text) to duty_app, duty_guard;
