-- A span of days from a form's first and last day, both counted; an empty last day is no end.
create or replace function duty.arg_days(
    p_from_field text, p_from text, p_until_field text, p_until text) returns daterange
language plpgsql stable as $$
declare
    v_from constant date := duty.arg_date(p_from_field, p_from, true);
    v_until constant date := duty.arg_date(p_until_field, p_until);
begin
    if v_until < v_from then
        perform duty.fail('error.field.before', p_field => p_until_field,
            p_value => to_char(v_until, 'DD/MM/YYYY'),
            p_args => jsonb_build_object('from', to_char(v_from, 'DD/MM/YYYY')));
    end if;
    return daterange(v_from, v_until, '[]');
end $$;
grant execute on function duty.arg_days(text, text, text, text) to duty_app;
