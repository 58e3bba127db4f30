-- The fairness ledger. Who leads sees everybody in one table, for a kind of points and a span of
-- months, in the order asked for (a column's name, with - in front from the highest down); a
-- provider sees the own account of a year.
create or replace function duty.page_points(
    p_kind text, p_from text, p_to text, p_sort text, p_year text) returns jsonb
language plpgsql stable set search_path = duty, pg_temp as $$
declare
    v_kind constant text := arg_choice('kind', p_kind, array_prepend('all', point_kinds()), 'all');
    v_sort constant text := arg_choice('sort', p_sort, array['name', 'load', 'points', 'fair',
        'excess', 'balance', '-name', '-load', '-points', '-fair', '-excess', '-balance'], '-excess');
    v_down constant boolean := v_sort like '-%';
    v_by constant text := ltrim(v_sort, '-');
    v_span record;
    v_rows jsonb;
begin
    if not may('people.read') then
        return jsonb_build_object('leads', false,
            'account', points_account(current_provider(), p_year), 'calls', me_calls());
    end if;
    select * into v_span from points_span(p_from, p_to);
    with shown as materialized (
        select t.*, row_number() over (order by
            case when v_by = 'name' then t.name end collate "vi-x-icu",
            case v_by when 'load' then t.load when 'points' then t.points when 'fair' then t.fair
                when 'balance' then t.balance when 'excess' then t.excess end, t.provider_id) as n
        from points_table(nullif(v_kind, 'all'), v_span.from_month, v_span.till) t)
    select jsonb_build_object('people', coalesce(jsonb_agg(to_jsonb(s) - 'n'
                order by s.class = 'collaborator', case when v_down then -n else n end), '[]'),
            'range', (select jsonb_build_object('lowest', min(excess), 'highest', max(excess),
                    'points_lowest', min(points), 'points_average', round(avg(points)),
                    'points_highest', max(points))
                from shown where class <> 'collaborator'))
        into v_rows from shown s;
    return v_rows || jsonb_build_object('leads', true,
        'form', jsonb_build_object('kind', v_kind, 'sort', v_sort,
            'from', to_char(v_span.from_month, 'YYYY-MM'),
            'to', to_char(v_span.till - 1, 'YYYY-MM')),
        'options', jsonb_build_object('kind', options(array_prepend('all', point_kinds()))),
        'columns', (select jsonb_agg(jsonb_build_object('column', c, 'is_up', v_sort = c,
                'is_down', v_sort = '-' || c, 'is_number', c <> 'name',
                'next', case when v_sort = '-' || c or c = 'name' and v_sort <> c then c
                    else '-' || c end) order by i)
            from unnest(array['name', 'load', 'points', 'fair', 'excess', 'balance'])
                with ordinality x(c, i)));
end $$;
grant execute on function duty.page_points(text, text, text, text, text) to duty_app;
