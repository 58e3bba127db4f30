-- Tells whoever made a calendar address that nobody reads it and when it will be shut.
create or replace function duty.feed_warn(
    p_token duty.feed_token, p_feed duty.feed, p_zone text) returns void
language plpgsql set search_path = duty, pg_temp as $$
declare
    v_closes constant timestamptz := feed_closes_at(p_token);
    v_event constant text := format('feed:%s:%s', left(p_token.token_hash, 16), p_token.warned_at);
    v_params constant jsonb := jsonb_build_object('calendar', p_token.name,
        'until', (v_closes at time zone p_zone)::date,
        'days', extract(day from duty.now() - feed_last_used(p_token)),
        'path', case p_feed.kind when 'provider' then '/me/calendars' else '/calendars' end);
    v_person constant bigint := coalesce(
        (select person_id from account
            where center_id = p_token.center_id and account_id = p_token.account_id),
        (select person_id from provider
            where center_id = p_feed.center_id and provider_id = p_feed.provider_id));
begin
    perform notice_tell(v_person, 'feed.unused', v_event, v_params, v_closes);
end $$;
grant execute on function duty.feed_warn(duty.feed_token, duty.feed, text) to duty_guard;
