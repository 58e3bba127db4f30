-- A list's marked rows (list_marks) as they are printed: by post, and within it by week; `first` is
-- the first row of its day.
create or replace function duty.list_posts(p_rows jsonb) returns jsonb
language sql immutable set search_path = duty, pg_temp as $$
    with line as (
        select x, x ->> 'post' as post, date_trunc('week', (x ->> 'day')::date) as week,
            x ->> 'starts' as starts,
            lag(x ->> 'day') over (partition by x ->> 'post' order by x ->> 'starts', x ->> 'ends')
                is distinct from x ->> 'day' as first
        from jsonb_array_elements(p_rows) x
    ), weeks as (
        select post, week, jsonb_build_object('rows',
            jsonb_agg(x || jsonb_build_object('first', first) order by starts, x ->> 'ends')) as part
        from line group by post, week
    ), posts as (
        select w.post, jsonb_agg(w.part order by w.week) as weeks, (
            select x from line where line.post = w.post order by line.starts limit 1) as one
        from weeks w group by w.post)
    select coalesce(jsonb_agg(jsonb_build_object('post', post, 'kind', one -> 'kind',
        'place', one -> 'place', 'is_custody', one ->> 'kind' = 'custody_phone', 'weeks', weeks)
        order by one ->> 'kind' = 'custody_phone' desc, post collate "vi-x-icu"), '[]')
    from posts
$$;
grant execute on function duty.list_posts(jsonb) to duty_app, duty_jobs;
