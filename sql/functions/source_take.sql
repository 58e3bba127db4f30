-- Takes in the calendar a visit brought, and records the visit: all of it or nothing. Whether it is the
-- same as last time is asked of what it says, not of its bytes: many servers write the time of the
-- visit into each event. For another court it is another calendar. A very large one is taken in part by
-- part (import_part): the answer is then "more", and the visit asks again with p_parsed null. Returns
-- {answer, batch_id, new, changed, cancelled, same, bad, conflict, told}.
create or replace function duty.source_take(
    p_lease text, p_etag text, p_last_modified text, p_parsed jsonb) returns jsonb
language plpgsql set search_path = duty, pg_temp as $$
declare
    v_source constant record := source_identify(p_lease);
    v_done jsonb;
    v_is_news boolean;
    v_is_whole boolean; -- no row waits: the same calendar need not be fetched again
begin
    if p_parsed is null then
        v_done := import_part(import_taking('poll', v_source.source_id));
    else
        v_done := import_take('poll', v_source.source_id, v_source.court_id::text, v_source.shown,
            encode(sha256(convert_to(concat(v_source.court_id, p_parsed), 'UTF8')), 'hex'), p_parsed);
    end if;
    if v_done ? 'is_more' then
        update calendar_source set lease_until = duty.now() + interval '3 minutes' -- a part's turn
            where center_id = current_center() and source_id = v_source.source_id;
        return '{"answer": "more"}';
    end if;
    v_is_whole := not coalesce((v_done -> 'is_open')::boolean, false);
    v_done := v_done - 'is_open';
    v_is_news := (v_done ->> 'new')::integer + (v_done ->> 'changed')::integer
        + (v_done ->> 'cancelled')::integer + (v_done ->> 'conflict')::integer > 0;
    v_done := v_done || jsonb_build_object('answer', case when v_is_news then 'taken' else 'same' end);
    perform source_settle(p_lease, v_done || '{"status": 200}');
    update calendar_source
        set etag = case when v_is_whole and length(p_etag) <= 1000 then p_etag else '' end,
            last_modified = case when v_is_whole and length(p_last_modified) <= 100
                then p_last_modified else '' end,
            whole_at = duty.now(), brought = v_done - '{batch_id,answer}'::text[],
            brought_at = duty.now(),
            batch_id = case when v_is_news then (v_done ->> 'batch_id')::bigint else batch_id end
        where center_id = current_center() and source_id = v_source.source_id;
    return v_done;
end $$;
grant execute on function duty.source_take(text, text, text, jsonb) to duty_app;
