-- The coming duties of a provider that their class or papers do not cover, published or drafted:
-- what is left to be given to others when a contract ends early or somebody leaves.
create or replace function duty.provider_duties_left(p_provider bigint) returns jsonb
language sql stable set search_path = duty, pg_temp as $$
    select coalesce(jsonb_agg(jsonb_build_object('shift_id', s.shift_id, 'post', d.name,
        'role', s.role, 'starts', wall(s.starts), 'ends', wall(s.ends),
        'month', to_char(s.duty_day, 'YYYY-MM'), 'published', x.published) order by s.starts), '[]')
    from (select shift_id, bool_or(published) as published
          from (select shift_id, true as published from assignment
                where center_id = current_center() and provider_id = p_provider
                    and state = 'published'
                union all
                select shift_id, false from draft_assignment
                where center_id = current_center() and provider_id = p_provider) u
          group by shift_id) x
    join shift s on s.center_id = current_center() and s.shift_id = x.shift_id
        and lower(s.during) > duty.now()
    join duty_post d on d.center_id = s.center_id and d.post_id = s.post_id
    join provider p on p.center_id = s.center_id and p.provider_id = p_provider
    where (p.class = 'collaborator' and d.kind <> 'hotline')
        or not credential_days(p_provider) @> shift_days(s.starts, s.ends)
        or conflict_bars(p_provider, s.post_id, shift_days(s.starts, s.ends))
$$;
grant execute on function duty.provider_duties_left(bigint) to duty_app;
