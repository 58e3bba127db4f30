-- One row of a list by itself: what is missing or impossible named. p_found: the court its court
-- column names. A list of one court may name an annexe or a branch there: then that leads the room.
create or replace function duty.import_check(
    p_court bigint, p_found bigint, p_row jsonb, out fields jsonb, out errors jsonb)
language plpgsql stable set search_path = duty, pg_temp as $$
declare
    v_said constant text := nullif(btrim(p_row -> 'fields' ->> 'court'), '');
    v_court bigint := p_found;
    v_field text;
begin
    fields := jsonb_strip_nulls(coalesce(p_row -> 'fields', '{}'))
        || case when p_row ->> 'status' = 'CANCELLED' then '{"state": "cancelled"}' else '{}' end::jsonb;
    if fields ? 'case_code' then
        fields := fields || jsonb_build_object('case_code', docket_number(fields ->> 'case_code'));
    end if;
    errors := coalesce(nullif(p_row -> 'errors', 'null'), '[]');
    if v_court is null and p_court is null then
        errors := errors || jsonb_build_object('field', 'court', 'value', v_said, 'key',
            case when v_said is null then 'error.field.required'
                else 'intake.error.court_unknown' end);
    elsif p_court is not null and v_said is not null and v_court is distinct from p_court
            and (v_court is null or current_actor() = 'clerk') then
        fields := fields || jsonb_build_object('room',
            concat_ws(', ', v_said, nullif(fields ->> 'room', '')));
        v_court := p_court;
    end if;
    fields := fields || jsonb_build_object('court_id', coalesce(v_court, p_court));
    foreach v_field in array array['case_code', 'date', 'time'] loop
        if coalesce(btrim(fields ->> v_field), '') = ''
                and not errors @> jsonb_build_array(jsonb_build_object('field', v_field)) then
            errors := errors || jsonb_build_object('field', v_field, 'key', 'error.field.required');
        end if;
    end loop;
    -- As long as the form takes them; the court may have made the room longer.
    errors := errors || (
        select coalesce(jsonb_agg(jsonb_build_object('field', k, 'value', left(fields ->> k, 90),
            'key', 'intake.error.cell_too_long')), '[]')
        from (values ('case_code', 100), ('room', 300), ('judge', 300), ('kind', 300),
            ('subject', 1000)) x(k, most) where length(fields ->> k) > most);
    if errors = '[]' and fields ->> 'end_time' is null and fields ->> 'time' > '23:58' then
        errors := errors || jsonb_build_object('field', 'time', 'value', fields ->> 'time',
            'key', 'error.field.time');
    elsif errors = '[]' and fields ->> 'end_time' <= fields ->> 'time' then
        errors := errors || jsonb_build_object('field', 'end_time', 'value', fields ->> 'end_time',
            'key', 'error.field.time');
    end if;
end $$;
grant execute on function duty.import_check(bigint, bigint, jsonb) to duty_app;
