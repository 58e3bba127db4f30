-- The newest list of each body and roster, how far its mail has come, and the first proof that the
-- body has it; late: working days past its due day without one, 0 while there is time and
-- once the month is over.
create or replace function duty.list_now(p_roster_id bigint default null) returns table (
    list_id bigint, roster_id bigint, org_id bigint, version integer, month date, org_name text,
    is_custody boolean, issued_at timestamptz, starts_on date, due_on date, email text, phone text,
    mail_state text, mailed_at timestamptz, means text, received_at timestamptz, late integer)
language sql stable set search_path = duty, pg_temp as $$
    select l.list_id, l.roster_id, l.org_id, l.version, lower(r.period), l.org_name::text,
        l.is_custody, l.issued_at, l.starts_on, l.due_on, o.email::text, o.phone::text,
        n.state, coalesce(n.sent_at, n.created_at), p.means, p.received_at,
        case when p.received_at is null and upper(r.period) > duty.today(c.zone)
            then greatest(0, work_days(l.due_on, duty.today(c.zone))) else 0 end
    from (select distinct on (i.roster_id, i.org_id) i.* from list i
          where i.center_id = current_center()
              and (p_roster_id is null or i.roster_id = p_roster_id)
          order by i.roster_id, i.org_id, i.version desc) l
    join center c on c.center_id = l.center_id
    join roster r on r.center_id = l.center_id and r.roster_id = l.roster_id
    join org_unit o on o.center_id = l.center_id and o.org_id = l.org_id
    left join lateral (
        select m.state, m.sent_at, m.created_at from notice m
        where m.center_id = l.center_id and m.org_id = l.org_id
            and (m.params ->> 'list_id')::bigint in (l.list_id, l.same_as)
        order by m.notice_id desc limit 1) n on true
    left join lateral (
        select e.means, e.received_at from list_receipt e
        where e.center_id = l.center_id and e.list_id in (l.list_id, l.same_as)
            and e.means <> 'opened'
        order by e.received_at limit 1) p on true
$$;
grant execute on function duty.list_now(bigint) to duty_app;
