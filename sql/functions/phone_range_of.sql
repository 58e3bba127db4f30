-- The range a number (E.164) of this country lies in, by its longest prefix; null when it has not as many
-- digits as that range has, and for numbers abroad, of which nothing is known.
create or replace function duty.phone_range_of(p_number text) returns duty.phone_range
language plpgsql stable set search_path = duty, pg_temp as $$
declare
    v phone_range;
begin
    select * into v from phone_range r
        where starts_with(p_number, r.prefix) and length(p_number) = r.digits + 1
        order by length(r.prefix) desc limit 1;
    return v;
end $$;
grant execute on function duty.phone_range_of(text) to duty_app, duty_jobs, duty_guard;
