-- What the page of a month offers for changing its draft: the steps so far, newest first, what undo
-- and redo would do, how many duties are pinned, and whether a drawing waits to be taken.
create or replace function duty.draft_edits(p_roster_id bigint) returns jsonb
language plpgsql stable set search_path = duty, pg_temp as $$
begin
    return (
        with steps as materialized (
            select t.step, t.state, jsonb_build_object('step', t.step, 'kind', t.kind,
                'is_undone', t.state <> 'done', 'removed', jsonb_array_length(t.removed),
                'added', jsonb_array_length(t.added), 'name', n.full_name,
                'at', wall(t.made_at at time zone c.zone)) as told, t.kind
            from draft_step t
            join center c on c.center_id = t.center_id
            left join account a on a.center_id = t.center_id and a.account_id = t.made_by
            left join person n on n.center_id = a.center_id and n.person_id = a.person_id
            where t.center_id = current_center() and t.roster_id = p_roster_id)
        select jsonb_build_object(
            'steps', (select coalesce(jsonb_agg(told order by step desc), '[]')
                from (select * from steps order by step desc limit 30) newest),
            'undo', (select told from steps where state = 'done' and kind <> 'swap'
                and step = (select max(step) from steps where state = 'done')),
            'redo', (select told from steps where state = 'undone' order by step limit 1),
            'pins', (select nullif(count(*), 0) from draft_rows(p_roster_id) where is_pinned),
            'proposal', (select jsonb_build_object('is_stale',
                    p.draft_version <> r.draft_version)
                from draft_proposal p join roster r using (center_id, roster_id)
                where p.center_id = current_center() and p.roster_id = p_roster_id)));
end $$;
grant execute on function duty.draft_edits(bigint) to duty_app;
