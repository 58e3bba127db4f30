-- A new address in place of one: the same calendar, name, level and reminder. The old one is shut after
-- as many days as the person picks, 0 at once. Returns {name, level, is_own}.
create or replace function duty.feed_token_rotate(
    p_token_hash text, p_old_hash text, p_grace text, p_own boolean) returns jsonb
language plpgsql set search_path = duty, pg_temp as $$
declare
    v_grace constant integer := arg_choice('grace', p_grace, feed_graces(), '0');
    v constant record := feed_token_open(p_old_hash, p_own);
    v_old constant feed_token := v.token;
begin
    if v_old.revoked_at is not null then
        perform fail('error.calendars.rotated', 'DU409');
    end if;
    insert into feed_token (center_id, token_hash, feed_id, name, level, alarm_minutes, language,
            account_id, created_at)
        values (v_old.center_id, p_token_hash, v_old.feed_id, v_old.name, v_old.level,
            v_old.alarm_minutes, v_old.language, current_account(), duty.now());
    update feed_token set revoked_at = duty.now() + make_interval(days => v_grace),
            closed_reason = 'rotated'
        where center_id = v_old.center_id and token_hash = v_old.token_hash;
    perform feed_touch_rows(array[v_old.feed_id]);
    perform feed_audit('feed.rotate', v.feed, v_old.name);
    return jsonb_build_object('name', v_old.name, 'level', v_old.level,
        'is_own', (v.feed).kind = 'provider');
end $$;
grant execute on function duty.feed_token_rotate(text, text, text, boolean) to duty_app;
