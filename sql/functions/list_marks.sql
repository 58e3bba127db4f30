-- The rows of a list with what differs from an older one: change is new, gone or changed, and `was`
-- holds what stood there. Without an older list nothing is marked.
create or replace function duty.list_marks(p_new jsonb, p_old jsonb) returns jsonb
language sql immutable set search_path = duty, pg_temp as $$
    with now as (
        select x, x ->> 'post' as post, x ->> 'starts' as starts, x ->> 'ends' as ends
        from jsonb_array_elements(p_new -> 'rows') x
    ), old as (
        select x, x ->> 'post' as post, x ->> 'starts' as starts, x ->> 'ends' as ends
        from jsonb_array_elements(p_old -> 'rows') x)
    select coalesce(jsonb_agg(coalesce(n.x, o.x) || case
            when p_old is null or n.x = o.x then '{}'
            when o.x is null then '{"change": "new"}'
            when n.x is null then '{"change": "gone"}'
            else jsonb_build_object('change', 'changed', 'was', (
                select jsonb_object_agg(k, o.x -> k)
                from unnest(array['main', 'backup', 'centre', 'place']) k
                where o.x -> k is distinct from n.x -> k)) end
            order by starts, post), '[]')
    from now n full join old o using (post, starts, ends)
$$;
grant execute on function duty.list_marks(jsonb, jsonb) to duty_app, duty_jobs;
