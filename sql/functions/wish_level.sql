-- A wish in the words of the form: want, rather_not, strongly_not.
create or replace function duty.wish_level(p_weight integer) returns text
language sql immutable strict as $$
    select case when p_weight > 0 then 'want' when p_weight > -4 then 'rather_not'
        else 'strongly_not' end
$$;
grant execute on function duty.wish_level(integer) to duty_app;
