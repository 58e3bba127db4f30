-- The first shift to which a change gave more people than it needs, as a sentence names it {post,
-- day}, or null. Asked after the change, of drafts or of what is published. A shift that has too many
-- since less is needed may have one replaced.
create or replace function duty.shift_overfilled(
    p_removed jsonb, p_added jsonb, p_published boolean) returns jsonb
language sql stable set search_path = duty, pg_temp as $$
    select jsonb_build_object('post', d.name, 'day', to_char(s.starts, 'DD/MM/YYYY'))
    from (select shift from (
              select shift, 1 as n from jsonb_to_recordset(p_added) a(shift bigint)
              union all
              select shift, -1 from jsonb_to_recordset(p_removed) r(shift bigint)) c
          group by shift having sum(n) > 0) x
    join shift s on s.center_id = current_center() and s.shift_id = x.shift
    join duty_post d on d.center_id = s.center_id and d.post_id = s.post_id
    where s.needed < case when p_published
        then (select count(*) from assignment a where a.center_id = s.center_id
            and a.shift_id = s.shift_id and a.state = 'published')
        else (select count(*) from draft_assignment a where a.center_id = s.center_id
            and a.shift_id = s.shift_id) end
    order by s.starts, d.name limit 1
$$;
grant execute on function duty.shift_overfilled(jsonb, jsonb, boolean) to duty_app;
