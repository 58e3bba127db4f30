-- Lists that should have been confirmed by now, the five that are latest by name and how many more;
-- the own body's list for a clerk or an officer; for the office also next month, when its lists are
-- due and nothing is published yet.
create or replace function duty.today_lists(p_today date) returns jsonb
language plpgsql stable set search_path = duty, pg_temp as $$
declare
    v_is_body constant boolean := current_actor() in ('clerk', 'police');
    v_next constant date := date_trunc('month', p_today) + interval '1 month';
    v_due constant date := list_due(true, v_next);
begin
    if not may('list.read') then
        return null;
    end if;
    return jsonb_build_object('is_body', v_is_body,
        'late', (select coalesce(jsonb_agg(jsonb_build_object('list_id', n.list_id,
                'body', n.org_name, 'month', to_char(n.month, 'YYYY-MM'), 'due_on', n.due_on,
                'late', n.late, 'phone', n.phone) order by n.late desc, n.org_name), '[]')
            from (select * from list_now() where late > 0 and not v_is_body
                order by late desc, org_name limit 5) n),
        'more', (select nullif(greatest(count(*) - 5, 0), 0) from list_now()
            where late > 0 and not v_is_body),
        'own', (select coalesce(jsonb_agg(jsonb_build_object('list_id', n.list_id,
                'month', to_char(n.month, 'YYYY-MM'), 'version', n.version,
                'is_received', n.received_at is not null) order by n.month), '[]')
            from list_now() n
            where v_is_body and n.month + interval '1 month' > p_today),
        'unpublished', case when not v_is_body and work_days(p_today, v_due) <= 5 and not exists (
                select from roster where center_id = current_center() and lower(period) = v_next
                    and version > 0)
            then jsonb_build_object('month', to_char(v_next, 'YYYY-MM'), 'due_on', v_due,
                'late', work_days(v_due, p_today), 'is_late', p_today > v_due) end);
end $$;
grant execute on function duty.today_lists(date) to duty_app;
