-- Shuts a calendar address for good.
create or replace function duty.feed_token_revoke(p_token_hash text, p_own boolean) returns jsonb
language plpgsql set search_path = duty, pg_temp as $$
declare
    v constant record := feed_token_open(p_token_hash, p_own);
begin
    update feed_token set revoked_at = duty.now(), closed_reason = 'revoked'
        where center_id = current_center() and token_hash = p_token_hash;
    perform feed_touch_rows(array[(v.feed).feed_id]);
    perform feed_audit('feed.revoke', v.feed, (v.token).name);
    return '{}';
end $$;
grant execute on function duty.feed_token_revoke(text, boolean) to duty_app;
