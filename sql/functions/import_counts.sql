-- How many rows of a batch are of each verdict. counts: left_out, rows that said nothing new and were
-- not kept; done, those of a large batch's parts (import_part).
create or replace function duty.import_counts(p_batch_id bigint) returns jsonb
language plpgsql stable set search_path = duty, pg_temp as $$
begin
    return (
        with kept as (
            select verdict, count(*) as n from import_row
            where center_id = current_center() and batch_id = p_batch_id group by verdict
            union all
            select d.verdict, d.n::bigint from import_batch b
            cross join jsonb_each_text(coalesce(b.counts -> 'done', '{}')
                || jsonb_build_object('same', coalesce((b.counts -> 'done' ->> 'same')::integer, 0)
                    + coalesce((b.counts ->> 'left_out')::integer, 0))) d(verdict, n)
            where b.center_id = current_center() and b.batch_id = p_batch_id)
        select jsonb_object_agg(v, (select coalesce(sum(n), 0) from kept where verdict = v))
            || jsonb_build_object('rows', (select coalesce(sum(n), 0) from kept))
        from unnest('{new,changed,cancelled,same,conflict,bad}'::text[]) v);
end $$;
grant execute on function duty.import_counts(bigint) to duty_app;
