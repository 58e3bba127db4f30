-- The ledger as a table for a file: balances or entries of a span of months, of everybody for those
-- who lead, of oneself for a provider. columns: {key: the heading's sentence, word: the i18n area of
-- the column's words}. rows: lists of texts and numbers in the columns' order.
create or replace function duty.points_export(p_what text, p_from text, p_to text) returns jsonb
language plpgsql stable set search_path = duty, pg_temp as $$
declare
    v_what constant text := arg_choice('what', p_what, array['balances', 'entries'], 'balances');
    v_leads constant boolean := may('people.read');
    v_span record;
    v_rows jsonb;
begin
    select * into v_span from points_span(p_from, p_to);
    if v_what = 'entries' then
        select coalesce(jsonb_agg(jsonb_build_array(t.name, e ->> 'day', e ->> 'cause', e ->> 'kind',
                (e ->> 'points')::integer, e #>> '{duty,post}', e #>> '{duty,role}',
                replace(e #>> '{duty,starts}', 'T', ' '), replace(e #>> '{duty,ends}', 'T', ' '),
                e ->> 'reason', (e ->> 'entry_id')::bigint, (e ->> 'reverses')::bigint)
                order by t.name collate "vi-x-icu", t.provider_id, i), '[]')
            into v_rows
            from staff() t
            cross join lateral jsonb_array_elements(points_entries(t.provider_id, v_span.from_month,
                v_span.till)) with ordinality x(e, i)
            where v_leads or t.provider_id = current_provider();
    elsif v_leads then
        select coalesce(jsonb_agg(jsonb_build_array(p.name, p.class, k, p.load, p.points, p.fair,
                p.excess, p.balance) order by p.name collate "vi-x-icu", p.provider_id, i), '[]')
            into v_rows
            from unnest(point_kinds()) with ordinality x(k, i)
            cross join lateral points_table(k, v_span.from_month, v_span.till) p;
    else
        select coalesce(jsonb_agg(jsonb_build_array(t.name, t.class, o.point_kind, t.share, o.points,
                o.fair, o.excess, b.excess) order by o.place), '[]')
            into v_rows
            from ledger_own(current_provider(), v_span.from_month, v_span.till) o
            join ledger_own(current_provider(), null, null) b on b.point_kind = o.point_kind
            join staff() t on t.provider_id = current_provider();
    end if;
    return jsonb_build_object('what', v_what, 'rows', v_rows, 'from', v_span.from_month,
        'to', v_span.till - 1, 'columns', case v_what
        when 'balances' then jsonb_build_array(jsonb_build_object('key', 'points.name'),
            jsonb_build_object('key', 'field.class', 'word', 'class'),
            jsonb_build_object('key', 'field.kind', 'word', 'point'),
            jsonb_build_object('key', 'points.load'), jsonb_build_object('key', 'points.points'),
            jsonb_build_object('key', 'points.fair'), jsonb_build_object('key', 'points.excess'),
            jsonb_build_object('key', 'points.balance'))
        else jsonb_build_array(jsonb_build_object('key', 'points.name'),
            jsonb_build_object('key', 'field.day'),
            jsonb_build_object('key', 'points.cause', 'word', 'cause'),
            jsonb_build_object('key', 'field.kind', 'word', 'point'),
            jsonb_build_object('key', 'points.points'), jsonb_build_object('key', 'field.post'),
            jsonb_build_object('key', 'field.role', 'word', 'duty_role'),
            jsonb_build_object('key', 'field.starts'), jsonb_build_object('key', 'field.ends'),
            jsonb_build_object('key', 'field.reason'), jsonb_build_object('key', 'points.entry'),
            jsonb_build_object('key', 'points.reverses')) end);
end $$;
grant execute on function duty.points_export(text, text, text) to duty_app;
