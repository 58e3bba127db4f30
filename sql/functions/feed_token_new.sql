-- A new private calendar address: of what (feed_subject), its name, how much it shows (full, busy:
-- only when, of a person's own), and minutes before each event to be reminded, if any. Only the hash of
-- its token is kept. Returns {name, level, is_own}.
create or replace function duty.feed_token_new(
    p_token_hash text, p_subject text, p_name text, p_level text, p_alarm text) returns jsonb
language plpgsql set search_path = duty, pg_temp as $$
declare
    v_center constant bigint := current_center();
    v_name text;
    v_level text;
    v_alarm text;
    v_feed feed;
begin
    perform write_lock();
    v_feed.feed_id := feed_subject(p_subject);
    select * into v_feed from feed where center_id = v_center and feed_id = v_feed.feed_id;
    v_name := arg_text('name', p_name, 60, true);
    v_level := arg_choice('level', p_level, array['full', 'busy'], 'full');
    v_alarm := arg_choice('alarm', p_alarm, feed_alarms());
    if v_level = 'busy' and v_feed.kind <> 'provider' then
        perform fail('error.field.choice', p_field => 'level', p_value => v_level);
    end if;
    insert into feed_token (center_id, token_hash, feed_id, name, level, alarm_minutes, language,
            account_id, created_at)
        values (v_center, p_token_hash, v_feed.feed_id, v_name, v_level, v_alarm::integer,
            case when v_feed.kind <> 'provider' then (select n.language from account a
                join person n on n.center_id = a.center_id and n.person_id = a.person_id
                where a.center_id = v_center and a.account_id = current_account()) end,
            current_account(), duty.now());
    perform feed_audit('feed.new', v_feed, v_name);
    return jsonb_build_object('name', v_name, 'level', v_level,
        'is_own', v_feed.kind = 'provider');
end $$;
grant execute on function duty.feed_token_new(text, text, text, text, text) to duty_app;
