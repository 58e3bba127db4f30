-- Whose door the visitor stands in, and until when the card is valid.
create or replace function duty.door_head() returns jsonb
language sql stable set search_path = duty, pg_temp as $$
    select jsonb_build_object('court', o.name, 'center', n.name,
        'until', wall(c.expires_at at time zone n.zone))
    from court_code c
    join center n on n.center_id = c.center_id
    join org_unit o on o.center_id = c.center_id and o.org_id = current_org()
    where c.center_id = current_center() and c.code_id = (current_token() ->> 'code')::bigint
$$;
grant execute on function duty.door_head() to duty_app;
