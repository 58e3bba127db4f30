-- Gives every court and police body whose list of a roster is changed by p_diff a new one, and
-- mails it to those with an address; returns how many are new. A mail not sent yet is superseded; a
-- list that says again what the body knows is not mailed.
create or replace function duty.list_issue(p_roster_id bigint, p_diff jsonb) returns integer
language plpgsql set search_path = duty, pg_temp as $$
declare
    v_center constant bigint := current_center();
    v_count integer := 0;
    v record;
    v_told list;
    v_list list;
begin
    for v in
        select c.*, l.content as old, r.version, lower(r.period) as first,
            encode(sha256(convert_to(c.content::text, 'UTF8')), 'hex') as hash
        from list_contents(p_roster_id, p_diff) c
        join roster r on r.center_id = v_center and r.roster_id = p_roster_id
        left join lateral (select i.* from list i
            where i.center_id = v_center and i.roster_id = p_roster_id and i.org_id = c.org_id
            order by i.version desc limit 1) l on true
        where c.content is distinct from l.content
            and (l.content is not null or c.content -> 'rows' <> '[]')
        order by c.org_id
    loop
        v_told := list_told(p_roster_id, v.org_id);
        select coalesce(min((x ->> 'day')::date), v.first) into v_list.starts_on
            from jsonb_array_elements(list_marks(v.content, v.old)) x
            where v.old is null or x ? 'change';
        insert into list (center_id, roster_id, org_id, version, org_name, is_custody, issued_at,
                starts_on, due_on, same_as, content, hash)
            values (v_center, p_roster_id, v.org_id, v.version, v.org_name, v.is_custody, duty.now(),
                v_list.starts_on, list_due(v.is_custody, v_list.starts_on),
                case when v_told.hash = v.hash then coalesce(v_told.same_as, v_told.list_id) end,
                v.content, v.hash)
            returning * into v_list;
        update notice set state = 'superseded', ended_at = duty.now()
            where center_id = v_center and org_id = v.org_id and state in ('queued', 'held')
                and (params ->> 'roster_id')::bigint = p_roster_id;
        if v_list.same_as is null then
            perform list_mail(v_list.list_id, v_told.list_id is not null, 'issue');
        end if;
        v_count := v_count + 1;
    end loop;
    return v_count;
end $$;
grant execute on function duty.list_issue(bigint, jsonb) to duty_app;
