-- Values to show a text of this kind with, made up: none is a person's.
create or replace function duty.template_sample(p_key text) returns jsonb
language sql stable set search_path = duty, pg_temp as $$
    select jsonb_object_agg(p.name, s.sample)
        || jsonb_build_object('center_name', (select name from center where center_id = current_center()))
    from notice_kind k
    cross join unnest(k.params) p(name)
    left join lateral (select x.sample from notice_sample x
        where x.name = p.name and starts_with(p_key, x.key) order by length(x.key) desc limit 1) s on true
    where k.key = p_key and s.sample is not null
$$;
grant execute on function duty.template_sample(text) to duty_app;
