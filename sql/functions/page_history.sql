-- Who did what when, newest first, fifty at a time; whether these rows are whole, and what the last
-- daily check of all rows found.
-- before: show what came before this number; the other fields narrow it down.
create or replace function duty.page_history(
    p_account text, p_kind text, p_entity text, p_id text, p_from text, p_to text, p_before text)
    returns jsonb
language plpgsql stable set search_path = duty, pg_temp as $$
declare
    v_center constant bigint := current_center();
    v_rows jsonb;
    v_check audit_check;
begin
    select * into v_check from audit_check where center_id = v_center and at is not null;
    v_rows := history_rows(p_account, p_kind, p_entity, p_id, p_from, p_to,
        arg_int('before', p_before), 51);
    return jsonb_build_object('rows', v_rows - 50,
        'next_before', v_rows -> 49 -> 'seq',
        'has_more', jsonb_array_length(v_rows) > 50,
        'broken', coalesce(history_broken(array(select (x ->> 'seq')::bigint
            from jsonb_array_elements(v_rows) x)), v_check.broken),
        'checked_at', wall(v_check.at at time zone (select zone from center where center_id = v_center)),
        'checked', v_check.total,
        'total', (select seq from audit_head where center_id = v_center),
        'head', (select hash from audit_head where center_id = v_center),
        'file_from', history_since(p_from, p_to),
        'form', jsonb_build_object('account_id', coalesce(p_account, ''), 'kind', coalesce(p_kind, ''),
            'entity', coalesce(p_entity, ''), 'id', coalesce(p_id, ''),
            'from', arg_date('from', p_from), 'to', arg_date('to', p_to)),
        'options', jsonb_build_object(
            'account_id', (
                select coalesce(jsonb_agg(jsonb_build_object('value', a.account_id::text,
                    'name', n.full_name) order by n.full_name collate "vi-x-icu"), '[]')
                from account a
                join person n on n.center_id = a.center_id and n.person_id = a.person_id
                where a.center_id = v_center),
            'kind', options(history_kinds()))) ;
end $$;
grant execute on function duty.page_history(text, text, text, text, text, text, text) to duty_app;
