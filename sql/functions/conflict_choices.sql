-- What a conflict of interest may be with, as a form's options: an organisation that a post serves
-- today or later (org-7), or one post alone (post-7).
create or replace function duty.conflict_choices() returns jsonb
language sql stable set search_path = duty, pg_temp as $$
    select coalesce(jsonb_agg(jsonb_build_object('value', value, 'name', name)
        order by n, name collate "vi-x-icu"), '[]')
    from (select distinct 1 as n, 'org-' || o.org_id as value, o.name::text as name
          from list_served() v
          join org_unit o on o.center_id = current_center() and o.org_id = v.org_id
          join center c on c.center_id = o.center_id
              and v.valid && daterange(duty.today(c.zone), null)
          union all
          select 2, 'post-' || post_id, name from duty_post where center_id = current_center()) x
$$;
grant execute on function duty.conflict_choices() to duty_app;
