-- The versions of a hearing, newest first, with what changed in each, who changed it and through which
-- door. Names stand for numbers; the subject and the reason are left out for those who may not read
-- them.
create or replace function duty.hearing_history(p_hearing_id bigint, p_subject boolean) returns jsonb
language plpgsql stable set search_path = duty, pg_temp as $$
begin
    return (
        select coalesce(jsonb_agg(jsonb_build_object('version', g.version, 'severity', g.severity,
            'at', wall(g.changed_at at time zone c.zone), 'door', g.door,
            'by', coalesce(n.full_name, t.name, d.name),
            'is_correction', g.is_correction, 'batch_id', g.batch_id, 'fields', f.list)
            order by g.version desc), '[]')
        from hearing_change g
        join center c on c.center_id = g.center_id
        left join account a on a.center_id = g.center_id and a.account_id = g.account_id
        left join person n on n.center_id = a.center_id and n.person_id = a.person_id
        left join api_key t on t.center_id = g.center_id and t.key_id = (g.token ->> 'key')::bigint
        left join court_code d on d.center_id = g.center_id
            and d.code_id = (g.token ->> 'code')::bigint
        cross join lateral (
            select coalesce(jsonb_agg(jsonb_build_object(
                'field', case k when 'points' then 'places' else k end,
                'word', case k when 'mode' then 'mode' when 'state' then 'hearing' end,
                'is_date', k in ('date', 'decided_on', 'latest_on'), 'before', history_text(k, g.before -> k),
                'after', history_text(k, g.after -> k)) order by i), '[]') as list
            from unnest(array['state', 'date', 'time', 'end_time', 'court', 'code', 'room', 'mode',
                'seat', 'points', 'providers', 'decided_on', 'latest_on', 'judge', 'kind', 'reason',
                'subject'])
                with ordinality x(k, i)
            where g.severity <> 'new'
                and history_text(k, g.before -> k) is distinct from history_text(k, g.after -> k)
                and (p_subject or k not in ('subject', 'reason'))) f
        where g.center_id = current_center() and g.hearing_id = p_hearing_id);
end $$;
grant execute on function duty.hearing_history(bigint, boolean) to duty_app;
