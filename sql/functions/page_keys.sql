-- The Centre's keys for courts' programs and codes for their clerks, newest first, those of today
-- before those that have ended.
create or replace function duty.page_keys() returns jsonb
language plpgsql stable set search_path = duty, pg_temp as $$
declare
    v_center constant bigint := current_center();
    v_now constant timestamptz := duty.now();
    v_zone text;
begin
    select zone into v_zone from center where center_id = v_center;
    return jsonb_build_object('can_write', may('key.write'),
        'options', jsonb_build_object('org_id', courts(), 'code_org_id', courts()),
        'form', jsonb_build_object('days', rule_value('api.key_days')::text,
            'code_days', rule_value('door.code_days')::text),
        'keys', (
            select coalesce(jsonb_agg(jsonb_build_object('key_id', k.key_id, 'name', k.name,
                'court', o.name, 'prefix', k.prefix, 'state', token_state(k.expires_at, k.revoked_at),
                'is_open', token_state(k.expires_at, k.revoked_at) = 'valid',
                'expires_at', wall(k.expires_at at time zone v_zone),
                'last_used_at', wall(k.last_used_at at time zone v_zone))
                order by k.revoked_at is not null, k.expires_at < v_now, k.key_id desc), '[]')
            from api_key k
            join org_unit o on o.center_id = k.center_id and o.org_id = k.org_id
            where k.center_id = v_center),
        'codes', (
            select coalesce(jsonb_agg(jsonb_build_object('code_id', c.code_id, 'name', c.name,
                'court', o.name, 'prefix', c.prefix, 'state', token_state(c.expires_at, c.revoked_at),
                'is_open', token_state(c.expires_at, c.revoked_at) = 'valid',
                'expires_at', wall(c.expires_at at time zone v_zone),
                'closed_until', case when c.closed_until > v_now
                    then wall(c.closed_until at time zone v_zone) end,
                'last_used_at', wall(c.last_used_at at time zone v_zone))
                order by c.revoked_at is not null, c.expires_at < v_now, c.code_id desc), '[]')
            from court_code c
            join org_unit o on o.center_id = c.center_id and o.org_id = c.org_id
            where c.center_id = v_center));
end $$;
grant execute on function duty.page_keys() to duty_app;
