-- Rows from a court's program (api_row): the good ones go the way of every list (import_take), as one
-- batch that can be undone; the bad ones are only answered. The court is the one voice, whichever of
-- its keys speaks. Returns {counts, results}.
create or replace function duty.api_take(p_rows jsonb) returns jsonb
language plpgsql set search_path = duty, pg_temp as $$
declare
    v_last constant bigint := (import_last('api', current_org())).batch_id;
    v_good constant jsonb := (select jsonb_agg(r) from jsonb_array_elements(p_rows) r
        where r -> 'errors' = '[]');
    v_done jsonb;
    v_results jsonb;
begin
    if v_good is not null then
        v_done := import_take('api', current_org(), current_org()::text,
            (select 'API: ' || name from api_key where center_id = current_center()
                and key_id = (current_token() ->> 'key')::bigint),
            encode(sha256(convert_to(current_setting('app.request_id') || v_good::text, 'UTF8')), 'hex'),
            jsonb_build_object('format', 'api', 'sheets', '[]'::jsonb, 'rows', v_good));
    end if;
    -- A list that said nothing new made no batch: then the number is the last one's.
    v_results := api_results(nullif((v_done ->> 'batch_id')::bigint, v_last), p_rows);
    return jsonb_build_object('results', v_results, 'counts', (
        select jsonb_object_agg(v, (select count(*) from jsonb_array_elements(v_results) x
            where x ->> 'verdict' = v))
        from unnest('{new,changed,cancelled,same,conflict,bad}'::text[]) v)
        || jsonb_build_object('told', coalesce((v_done ->> 'told')::integer, 0)));
end $$;
grant execute on function duty.api_take(jsonb) to duty_app;
