-- Takes in what the parser read when nobody watches: preview and commit at once. door: poll or api.
-- source: the calendar's or the key's number, each with hearings of its own. court: of the whole
-- list, empty when each row names its own. What a polled calendar no longer holds is cancelled. The
-- very document this source sent last changes nothing and makes no batch, unless rows of it wait for
-- an hour or a court; nor does one in which nothing is new. A calendar with very much news is taken
-- in part by part: then is_more, and import_part goes on. A calendar is read before the write lock is
-- taken: its lease keeps its visits apart. Returns {batch_id, new, changed, cancelled, same, conflict,
-- bad, rows, told, is_open, is_more}; is_open: rows wait for an hour or a court.
create or replace function duty.import_take(
    p_door text, p_source bigint, p_court text, p_filename text, p_sha256 text, p_parsed jsonb)
    returns jsonb
language plpgsql set search_path = duty, pg_temp as $$
declare
    v_last import_batch;
    v_batch bigint := import_taking(p_door, p_source);
    v_told integer := 0;
begin
    if p_door <> 'poll' or v_batch is not null then
        perform write_lock();
    end if;
    if v_batch is not null then
        perform import_break_off(v_batch);
    end if;
    v_last := import_last(p_door, p_source);
    if v_last.sha256 = p_sha256 and not import_is_open(v_last.batch_id) then
        return import_again(v_last);
    end if;
    v_batch := import_new(p_door, p_source, case when current_actor() = 'clerk' then current_org()
        else arg_int('court', p_court) end, array[p_filename, p_sha256], p_parsed,
        p_door = 'poll', false);
    if p_door = 'poll' and import_is_large(v_batch) then
        perform import_park(v_batch);
        return '{"is_more": true}';
    end if;
    perform write_lock(), import_match(v_batch);
    if not import_is_nothing(v_batch, v_last.batch_id) then
        v_told := import_rows(v_batch, false);
    end if;
    if import_is_nothing(v_batch, v_last.batch_id) then
        delete from import_row where center_id = current_center() and batch_id = v_batch;
        delete from import_batch where center_id = current_center() and batch_id = v_batch;
        return import_again(v_last) || jsonb_build_object('is_open', import_is_open(v_last.batch_id));
    end if;
    return import_finish(v_batch, v_told) || jsonb_build_object('is_open', import_is_open(v_batch));
end $$;
grant execute on function duty.import_take(text, bigint, text, text, text, jsonb) to duty_app;
