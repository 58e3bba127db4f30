-- A whole number within bounds; empty is null.
create or replace function duty.arg_int(
    p_field text, p_value text, p_required boolean default false,
    p_min bigint default 0, p_max bigint default 9007199254740991) returns bigint
language plpgsql stable as $$
declare
    v_text text := duty.arg_text(p_field, p_value, 40, p_required);
    v_number bigint := substring(v_text from '^-?\d{1,17}$')::bigint;
begin
    if v_text is not null and (v_number is null or not v_number between p_min and p_max) then
        perform duty.fail('error.field.number', p_field => p_field, p_value => v_text,
            p_args => jsonb_build_object('min', p_min, 'max', p_max));
    end if;
    return v_number;
end $$;
grant execute on function duty.arg_int(text, text, boolean, bigint, bigint) to duty_app, duty_guard;
