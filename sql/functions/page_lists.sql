-- The lists of a month, the most pressing first: when each is due, how far its mail came, and who
-- has confirmed it. A clerk or an officer sees the own body's. Month empty: the newest one with
-- lists, else the next month.
create or replace function duty.page_lists(p_month text) returns jsonb
language plpgsql stable set search_path = duty, pg_temp as $$
declare
    v_month date := arg_month('month', p_month);
    v_zone text;
    v_today date;
    v_lists jsonb;
begin
    select zone, duty.today(zone) into v_zone, v_today from center
        where center_id = current_center();
    v_month := coalesce(v_month, (select max(month) from list_now()),
        (date_trunc('month', v_today) + interval '1 month')::date);
    select coalesce(jsonb_agg(jsonb_build_object('list_id', n.list_id, 'body', n.org_name,
            'version', n.version, 'is_custody', n.is_custody, 'due_on', n.due_on,
            'left', case when n.received_at is null and n.late = 0
                then work_days(v_today, n.due_on)::text end,
            'is_late', n.late > 0, 'late', n.late, 'email', n.email, 'phone', n.phone,
            'mail_state', n.mail_state,
            'mailed_at', case when n.mail_state in ('sent', 'delivered')
                then wall(n.mailed_at at time zone v_zone) end,
            'means', n.means, 'received_at', wall(n.received_at at time zone v_zone),
            'was_late', (n.received_at at time zone v_zone)::date > n.due_on)
            order by n.received_at is not null, n.due_on, not n.is_custody,
                n.org_name collate "vi-x-icu"), '[]')
        into v_lists from list_now() n where n.month = v_month;
    return jsonb_build_object('month', to_char(v_month, 'YYYY-MM'),
        'prev', to_char(v_month - interval '1 month', 'YYYY-MM'),
        'next', to_char(v_month + interval '1 month', 'YYYY-MM'), 'lists', v_lists,
        'n', jsonb_array_length(v_lists),
        'n_late', (select count(*) from jsonb_array_elements(v_lists) x
            where (x ->> 'is_late')::boolean),
        'is_behind', exists (select from jsonb_array_elements(v_lists) x
            where (x ->> 'is_late')::boolean),
        'n_received', (select count(*) from jsonb_array_elements(v_lists) x
            where x ->> 'means' is not null),
        'is_office', current_actor() not in ('clerk', 'police'));
end $$;
grant execute on function duty.page_lists(text) to duty_app;
