-- A form's options from plain values; the page puts them into words.
create or replace function duty.options(p_values text[]) returns jsonb
language sql immutable as $$
    select jsonb_agg(jsonb_build_object('value', v) order by i)
    from unnest(p_values) with ordinality x(v, i)
$$;
grant execute on function duty.options(text[]) to duty_app;
