-- How the person signed in is reached: each address, whether it is known to be theirs, and the code that
-- is on its way to it. p_result: what came of the last form (contact_code_check).
create or replace function duty.page_me_contacts(p_result text) returns jsonb
language sql stable set search_path = duty, pg_temp as $$
    select jsonb_build_object('result', p_result, 'result_' || coalesce(p_result, ''), true,
        'contacts', (
            select coalesce(jsonb_agg(jsonb_build_object('contact_id', k.contact_id, 'channel', k.channel,
                'address', k.address, 'is_verified', k.verified_at is not null,
                'verified_at', wall(k.verified_at at time zone c.zone),
                'is_suppressed', suppressed(k.center_id, k.channel, k.address),
                'can_ask', k.verified_at is null and not suppressed(k.center_id, k.channel, k.address),
                'code', (select jsonb_build_object('expires_at', wall(o.expires_at at time zone c.zone),
                        'left', 3 - o.tries)
                    from contact_code o where o.center_id = k.center_id and o.contact_id = k.contact_id
                        and o.ended_at is null and o.expires_at > duty.now()))
                order by k.channel desc, k.address), '[]')
            from contact k join center c on c.center_id = k.center_id
            where k.center_id = current_center() and k.retired_at is null
                and k.person_id = nullif(current_setting('app.person_id', true), '')::bigint),
        'form', jsonb_build_object('channel', 'sms'),
        'options', jsonb_build_object('channel', options(array['sms', 'mail'])))
$$;
grant execute on function duty.page_me_contacts(text) to duty_app;
