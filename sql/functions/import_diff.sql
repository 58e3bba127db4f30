-- What a list's row says otherwise than the hearing it speaks of. Columns the list lacks say nothing.
create or replace function duty.import_diff(
    p_hearing_id bigint, p_fields jsonb, out was jsonb, out changes jsonb)
language plpgsql stable strict set search_path = duty, pg_temp as $$
begin
    was := hearing_state(p_hearing_id) - 'providers';
    changes := (
        select coalesce(jsonb_agg(k order by i), '[]')
        from unnest(array['date', 'time', 'end_time', 'room', 'judge', 'subject', 'mode', 'kind'])
            with ordinality x(k, i)
        where p_fields ->> k is not null and p_fields ->> k <> coalesce(was ->> k, ''));
end $$;
grant execute on function duty.import_diff(bigint, jsonb) to duty_app;
