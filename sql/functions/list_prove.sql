-- Writes down that a body has its list, or that somebody or some program opened its link (opened);
-- returns whether that is new. One proof of each means. That they have it ends the tasks of mails
-- that did not bring it (list_settle).
create or replace function duty.list_prove(
    p_list_id bigint, p_means text, p_at timestamptz, p_said_by text, p_client text)
    returns boolean
language plpgsql set search_path = duty, pg_temp as $$
begin
    perform write_lock();
    insert into list_receipt (center_id, list_id, means, received_at, recorded_at, account_id,
            said_by, client)
        values (current_center(), p_list_id, p_means, p_at, duty.now(),
            case when p_means not in ('opened', 'link') then current_account() end, p_said_by,
            p_client)
        on conflict do nothing;
    if not found then
        return false;
    end if;
    perform audit_add(case p_means when 'opened' then 'list.opened' else 'list.receipt' end,
        'list', p_list_id::text, jsonb_strip_nulls(
        jsonb_build_object('means', p_means, 'said_by', p_said_by, 'at', p_at)));
    if p_means <> 'opened' then
        perform list_settle(p_list_id);
    end if;
    return true;
end $$;
grant execute on function duty.list_prove(bigint, text, timestamptz, text, text)
    to duty_app, duty_jobs;
