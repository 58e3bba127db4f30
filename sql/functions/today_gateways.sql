-- Gateways that do not do their part, to those who lead: since when, and how many of the Centre's messages
-- wait for one of that channel: {rows}; null when all do.
create or replace function duty.today_gateways() returns jsonb
language plpgsql stable set search_path = duty, pg_temp as $$
declare
    v_center constant bigint := current_center();
begin
    if not may('message.read') then
        return null;
    end if;
    return (
        select jsonb_build_object('rows', jsonb_agg(jsonb_build_object('name', g.name, 'channel', g.channel,
                'since', wall(g.failing_since at time zone c.zone),
                'waiting', (select count(*) from notice n where n.center_id = v_center
                    and n.channel = g.channel and n.state in ('queued', 'held')
                    and (n.due_at <= duty.now() or n.reason in ('gateway', 'retry')))) order by g.name))
        from gateway_state g, center c where c.center_id = v_center and g.failures > 0
        having count(*) > 0);
end $$;
grant execute on function duty.today_gateways() to duty_app;
