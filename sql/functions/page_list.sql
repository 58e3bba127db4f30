-- One list: what it says, the proofs that the body has it, its mails, and the month's other issues
-- of it. Also what poster and file are made from.
create or replace function duty.page_list(p_list_id text) returns jsonb
language plpgsql stable set search_path = duty, pg_temp as $$
declare
    v_id constant bigint := arg_int('list_id', p_list_id, true);
    v_is_body constant boolean := current_actor() in ('clerk', 'police');
    v_list list;
    v_zone text;
    v_now record;
begin
    select zone into v_zone from center where center_id = current_center();
    select * into v_list from list where center_id = current_center() and list_id = v_id;
    if not found then
        perform fail('error.not_found', 'DU404');
    end if;
    select * into v_now from list_now(v_list.roster_id) where org_id = v_list.org_id;
    return list_page(v_list) || jsonb_build_object('due_on', v_list.due_on,
        'is_newest', v_now.list_id = v_id, 'newest', v_now.list_id, 'newest_version', v_now.version,
        'is_late', v_now.list_id = v_id and v_now.late > 0, 'late', v_now.late,
        'is_received', exists (select from list_receipt r where r.center_id = current_center()
            and r.list_id in (v_id, v_list.same_as) and r.means <> 'opened'),
        'overruling', (select v.overruling from roster_version v
            where v.center_id = v_list.center_id and v.roster_id = v_list.roster_id
                and v.version = v_list.version and v_list.is_custody and not v_is_body),
        'receipts', (select coalesce(jsonb_agg(jsonb_build_object('means', r.means,
                'at', wall(r.received_at at time zone v_zone), 'said_by', r.said_by,
                'client', r.client, 'by', p.full_name) order by r.recorded_at), '[]')
            from list_receipt r
            left join account a on a.center_id = r.center_id and a.account_id = r.account_id
            left join person p on p.center_id = a.center_id and p.person_id = a.person_id
            where r.center_id = current_center() and r.list_id in (v_id, v_list.same_as)),
        'mails', (select coalesce(jsonb_agg(jsonb_build_object('address', n.address,
                'state', n.state, 'at', wall(coalesce(n.sent_at, n.created_at) at time zone v_zone))
                order by n.notice_id), '[]')
            from notice n where n.center_id = current_center() and n.org_id = v_list.org_id
                and (n.params ->> 'list_id')::bigint = v_id and not v_is_body),
        'issues', (select coalesce(jsonb_agg(jsonb_build_object('list_id', i.list_id,
                'version', i.version, 'issued_at', wall(i.issued_at at time zone v_zone),
                'is_this', i.list_id = v_id) order by i.version), '[]')
            from list i where i.center_id = current_center() and i.roster_id = v_list.roster_id
                and i.org_id = v_list.org_id),
        'email', v_now.email, 'phone', v_now.phone, 'is_office', not v_is_body,
        'can_tick', may('list.receipt') and v_is_body and v_now.list_id = v_id,
        'can_note', may('list.receipt') and not v_is_body and v_now.list_id = v_id,
        'can_send', may('roster.publish') and v_now.list_id = v_id and v_now.email is not null,
        'form', jsonb_build_object('said_by', '', 'day', '', 'time', ''));
end $$;
grant execute on function duty.page_list(text) to duty_app;
