-- What the newest mail of an invitation says that has left, or may have: {method, event, is_certain};
-- null when none has. What failed or was never tried does not count. Certain: it has been taken over,
-- or is on its way and would be tried again.
create or replace function duty.invite_told(p_invite_id bigint) returns jsonb
language sql stable set search_path = duty, pg_temp as $$
    select n.params -> 'invite' || jsonb_build_object(
        'is_certain', n.state in ('leased', 'sent', 'delivered')) from notice n
    where n.center_id = current_center() and n.series = 'invite:' || p_invite_id
        and exists (
            select from notice_attempt t where t.center_id = n.center_id
                and t.notice_id = n.notice_id and coalesce(t.outcome, 'ok') in ('ok', 'unknown'))
    order by n.notice_id desc limit 1
$$;
grant execute on function duty.invite_told(bigint) to duty_guard;
