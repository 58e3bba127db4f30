-- Who appears at a hearing, whether they have said that they know of it as it is now, and how far the
-- messages about it came. No telephone numbers: a court's program has no use for them.
create or replace function duty.api_appearances(p_id text) returns jsonb
language plpgsql stable set search_path = duty, pg_temp as $$
declare
    v_center constant bigint := current_center();
    v_id constant bigint := api_find(p_id);
begin
    if v_id is null then
        perform fail('error.api.not_found', 'DU404', p_field => 'id', p_value => p_id);
    end if;
    return jsonb_build_object('status', 200, 'etag', null, 'body', jsonb_build_object('id', p_id,
        'appearances', (
            select coalesce(jsonb_agg(jsonb_build_object('provider', n.full_name, 'class', p.class,
                'is_free', a.state = 'assigned',
                'confirmation', case when c.ended_at is null and c.asked_at is null then 'not_asked'
                    when c.means not in ('superseded', 'late') then 'confirmed'
                    when c.ended_at is null then 'awaited' else 'none' end,
                'confirmed_at', case when c.means not in ('superseded', 'late')
                    then to_char(c.ended_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') end,
                'messages', (
                    select coalesce(jsonb_agg(jsonb_build_object('channel', t.channel,
                        'state', t.state) order by t.notice_id), '[]')
                    from notice t
                    where t.center_id = v_center and t.person_id = p.person_id
                        and t.dedupe_key >= 'hearing:' || v_id || ':'
                        and t.dedupe_key < 'hearing:' || v_id || ';'))
                order by n.full_name), '[]')
            from appearance a
            join provider p on p.center_id = a.center_id and p.provider_id = a.provider_id
            join person n on n.center_id = p.center_id and n.person_id = p.person_id
            left join lateral (
                select f.* from hearing_confirm f
                where f.center_id = a.center_id and f.hearing_id = a.hearing_id
                    and f.provider_id = a.provider_id order by f.version desc limit 1) c on true
            where a.center_id = v_center and a.hearing_id = v_id and a.state <> 'released')));
end $$;
grant execute on function duty.api_appearances(text) to duty_app;
