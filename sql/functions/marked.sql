-- A form's options from plain values, those chosen marked: for a form that stands in a list, where a
-- page's own options (web_mark) do not reach.
create or replace function duty.marked(p_values text[], p_chosen text[]) returns jsonb
language sql immutable as $$
    select jsonb_agg(jsonb_build_object('value', v, 'chosen', v = any (p_chosen)) order by i)
    from unnest(p_values) with ordinality x(v, i)
$$;
grant execute on function duty.marked(text[], text[]) to duty_app;
