-- Whether a text is a day as programs write it (RFC 3339 full-date), of our times.
create or replace function duty.api_is_date(p_text text) returns boolean
language plpgsql immutable as $$
begin
    return p_text ~ '^2[01]\d\d-\d\d-\d\d$' and p_text::date is not null;
exception when datetime_field_overflow then
    return false;
end $$;
grant execute on function duty.api_is_date(text) to duty_app;
