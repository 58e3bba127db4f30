-- A list as its page, poster and file show it: its rows, with what differs from the list the body
-- last received marked, and what it replaces. Works for a signed-in reader and for a link.
create or replace function duty.list_page(p_list duty.list) returns jsonb
language sql stable set search_path = duty, pg_temp as $$
    select p_list.content - 'rows' || jsonb_build_object('list_id', p_list.list_id,
        'version', p_list.version, 'hash', left(p_list.hash, 12), 'is_custody', p_list.is_custody,
        'issued_at', wall(p_list.issued_at at time zone c.zone),
        'valid_from', case when o.version is null then p_list.content ->> 'from'
            else p_list.starts_on::text end,
        'replaces', o.version, 'marked', k.version,
        'posts', list_posts(list_marks(p_list.content, k.content)))
    from center c
    left join lateral (
        select max(i.version) as version from list i
        where i.center_id = p_list.center_id and i.roster_id = p_list.roster_id
            and i.org_id = p_list.org_id and i.version < p_list.version) o on true
    left join lateral (
        select i.version, i.content from list i
        where i.center_id = p_list.center_id and i.roster_id = p_list.roster_id
            and i.org_id = p_list.org_id and i.version < p_list.version
            and exists (select from list_receipt e where e.center_id = i.center_id
                and e.list_id in (i.list_id, i.same_as))
        order by i.version desc limit 1) k on true
    where c.center_id = p_list.center_id
$$;
grant execute on function duty.list_page(duty.list) to duty_app, duty_jobs;
