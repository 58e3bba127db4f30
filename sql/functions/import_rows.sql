-- Applies the rows of a batch and returns how many people are told. What is cancelled makes room for
-- what is moved, and that for what is new; a row that meets an hour another one has yet to leave is
-- tried again after it. p_is_watched: a row that cannot be applied undoes everything; else it is bad
-- and the others stand.
create or replace function duty.import_rows(p_batch_id bigint, p_is_watched boolean) returns integer
language plpgsql set search_path = duty, pg_temp as $$
declare
    v_center constant bigint := current_center();
    v_door constant text := (select door from import_batch
        where center_id = v_center and batch_id = p_batch_id);
    v_all integer := 0;
    v_told integer;
    v_left integer[];
    v_tried integer[];
    v_done integer[];
    v import_row;
begin
    perform import_plans(p_batch_id);
    foreach v.verdict in array array['cancelled', 'changed', 'new'] loop
        if v.verdict = 'new' then
            perform import_add(p_batch_id, v_door);
        else
            v_done := import_alter(p_batch_id, v.verdict, v_door);
        end if;
        v_left := array_cat(v_left, array(select n from import_row
            where center_id = v_center and batch_id = p_batch_id and verdict = v.verdict
                and case verdict when 'new' then hearing_id is null
                    else n not in (select unnest(v_done)) end
            order by n));
    end loop;
    while cardinality(v_left) > 0 and v_left is distinct from v_tried loop
        v_tried := v_left;
        v_left := '{}';
        for v in select r.* from unnest(v_tried) with ordinality t(n, i)
            join import_row r on r.center_id = v_center and r.batch_id = p_batch_id and r.n = t.n
            order by t.i
        loop
            v_told := import_try(v, v_door);
            v_all := v_all + coalesce(v_told, 0);
            if v_told is null then
                v_left := v_left || v.n;
            end if;
        end loop;
    end loop;
    for v in select * from import_row where center_id = v_center and batch_id = p_batch_id
        and n = any (v_left) and p_is_watched
    loop
        perform import_apply(v, v_door);
    end loop;
    update import_row set verdict = 'bad'
        where center_id = v_center and batch_id = p_batch_id and n = any (v_left);
    return v_all;
end $$;
grant execute on function duty.import_rows(bigint, boolean) to duty_app;
