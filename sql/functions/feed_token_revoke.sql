-- Closes one of the own calendar addresses for good.
create or replace function duty.feed_token_revoke(p_token_hash text) returns jsonb
language plpgsql set search_path = duty, pg_temp as $$
begin
    perform write_lock(); -- the feed's row and the audit's head, in the order of every other writer
    update feed_token set revoked_at = duty.now()
        where center_id = current_center() and token_hash = p_token_hash
            and provider_id = current_provider() and revoked_at is null;
    if not found then
        perform fail('error.not_found', 'DU404');
    end if;
    perform feed_touch(array[current_provider()]);
    perform audit_add('feed.revoke', 'provider', current_provider()::text, '{}');
    return jsonb_build_object('revoked', true);
end $$;
grant execute on function duty.feed_token_revoke(text) to duty_app;
