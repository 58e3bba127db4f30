-- The engine's ways of a roster's repair in words: for each, what changes hands, how many people are
-- disturbed, whom publishing it would tell (publish_told), and the changes as the form sends them
-- back (draft_pairs).
create or replace function duty.repair_ways(p_roster_id bigint, p_answer jsonb) returns jsonb
language plpgsql stable set search_path = duty, pg_temp as $$
declare
    v_soon constant timestamptz := duty.now() + make_interval(mins => rule_value('roster.notice_min'));
begin
    return (
        select coalesce(jsonb_agg(w || jsonb_build_object('n', i, 'is_first', i = 1,
            'notice', nullif((w ->> 'notice')::integer, 0),
            'is_full', (w ->> 'uncovered')::bigint = 0, 'changes', c.list, 'text', c.text)
            || publish_told(p_roster_id, publish_diff(p_roster_id, c.removed, c.added))
            order by i), '[]')
        from jsonb_array_elements(p_answer -> 'alternatives') with ordinality a(w, i)
        cross join lateral (
            select jsonb_agg(jsonb_build_object('shift_id', s.shift_id, 'post', d.name,
                    'role', s.role, 'starts', wall(s.starts), 'ends', wall(s.ends),
                    'from', f.name, 'to', t.name, 'is_soon', lower(s.during) < v_soon)
                    order by s.starts, d.name, f.name) as list,
                string_agg(format('%s:%s:%s', x.shift, x.from, x.to), ' '
                    order by x.shift, x.from) as text,
                coalesce(jsonb_agg(jsonb_build_object('shift', x.shift, 'provider', x.from))
                    filter (where x.from is not null), '[]') as removed,
                coalesce(jsonb_agg(jsonb_build_object('shift', x.shift, 'provider', x.to))
                    filter (where x.to is not null), '[]') as added
            from jsonb_to_recordset(w -> 'changes') x(shift bigint, "from" bigint, "to" bigint)
            join shift s on s.center_id = current_center() and s.shift_id = x.shift
            join duty_post d on d.center_id = s.center_id and d.post_id = s.post_id
            left join staff() f on f.provider_id = x.from
            left join staff() t on t.provider_id = x.to) c);
end $$;
grant execute on function duty.repair_ways(bigint, jsonb) to duty_app;
