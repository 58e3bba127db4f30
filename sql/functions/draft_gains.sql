-- Who gains and who loses which duties by a change of a draft (as draft_apply takes it), most
-- changed first.
create or replace function duty.draft_gains(p_roster_id bigint, p_removed jsonb, p_added jsonb)
    returns jsonb
language plpgsql stable set search_path = duty, pg_temp as $$
begin
    return (
        with removed as (
            select shift, provider from jsonb_to_recordset(p_removed) x(shift bigint, provider bigint)
        ), added as (
            select shift, provider from jsonb_to_recordset(p_added) x(shift bigint, provider bigint)
        ), moved as (
            select x.provider, x.gain, s.points, jsonb_build_object('shift_id', s.shift_id,
                'post', d.name, 'role', s.role, 'starts', wall(s.starts)) as duty, s.starts
            from (select shift, provider, true as gain from (table added except table removed) a
                  union all
                  select shift, provider, false from (table removed except table added) r) x
            join shift s on s.center_id = current_center() and s.shift_id = x.shift
            join duty_post d on d.center_id = s.center_id and d.post_id = s.post_id
        ), had as (
            select w.provider_id, count(*) as n, sum(s.points) as points
            from draft_rows(p_roster_id) w
            join shift s on s.center_id = current_center() and s.shift_id = w.shift_id
            group by w.provider_id
        ), people as (
            select provider, count(*) as n, sum(case when gain then 1 else -1 end) as more,
                sum(case when gain then points else -points end) as points,
                coalesce(jsonb_agg(duty order by starts) filter (where gain), '[]') as gains,
                coalesce(jsonb_agg(duty order by starts) filter (where not gain), '[]') as losses
            from moved group by provider)
        select coalesce(jsonb_agg(jsonb_build_object('name', t.name, 'gains', p.gains,
            'losses', p.losses, 'gained', jsonb_array_length(p.gains),
            'lost', jsonb_array_length(p.losses), 'before', coalesce(h.n, 0), 'after', coalesce(h.n, 0) + p.more,
            'points_before', coalesce(h.points, 0),
            'points_after', coalesce(h.points, 0) + p.points)
            order by p.n desc, t.name collate "vi-x-icu"), '[]')
        from people p
        join staff() t on t.provider_id = p.provider
        left join had h on h.provider_id = p.provider);
end $$;
grant execute on function duty.draft_gains(bigint, jsonb, jsonb) to duty_app;
