-- The versions of a hearing, newest first, with what changed in each. Names stand for numbers; the
-- subject is left out for those who may not read it.
create or replace function duty.hearing_history(p_hearing_id bigint, p_subject boolean) returns jsonb
language plpgsql stable set search_path = duty, pg_temp as $$
begin
    return (
        select coalesce(jsonb_agg(jsonb_build_object('version', g.version, 'severity', g.severity,
            'at', wall(g.changed_at at time zone c.zone), 'by', n.full_name,
            'batch_id', g.batch_id, 'fields', f.list) order by g.version desc), '[]')
        from hearing_change g
        join center c on c.center_id = g.center_id
        left join account a on a.center_id = g.center_id and a.account_id = g.account_id
        left join person n on n.center_id = a.center_id and n.person_id = a.person_id
        cross join lateral (
            select coalesce(jsonb_agg(jsonb_build_object('field', k,
                'word', case k when 'mode' then 'mode' when 'state' then 'hearing' end,
                'is_date', k = 'date', 'before', named_providers(k, g.before -> k),
                'after', named_providers(k, g.after -> k)) order by i), '[]') as list
            from unnest(array['date', 'time', 'end_time', 'court', 'code', 'room', 'mode', 'state',
                'providers', 'judge', 'kind', 'subject']) with ordinality x(k, i)
            where g.severity <> 'new' and g.before -> k is distinct from g.after -> k
                and (p_subject or k <> 'subject')) f
        where g.center_id = current_center() and g.hearing_id = p_hearing_id);
end $$;
grant execute on function duty.hearing_history(bigint, boolean) to duty_app;
