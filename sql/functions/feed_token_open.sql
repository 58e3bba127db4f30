-- The address with this hash, locked, and its calendar; DU404 when it is shut or not for the one who
-- asks (row policy own_address). p_own: the own calendar's, else a post's, body's or the Centre's.
create or replace function duty.feed_token_open(
    p_token_hash text, p_own boolean, out token duty.feed_token, out feed duty.feed)
language plpgsql set search_path = duty, pg_temp as $$
begin
    perform write_lock(); -- the feed's row and the audit's head, in the order of every other writer
    select t.* into token from feed_token t
        where t.center_id = current_center() and t.token_hash = p_token_hash
            and coalesce(t.revoked_at > duty.now(), true)
        for update;
    select f.* into feed_token_open.feed from feed f
        where f.center_id = current_center() and f.feed_id = (token).feed_id
            and (f.kind = 'provider') = p_own;
    if feed_token_open.feed is null then
        perform fail('error.not_found', 'DU404');
    end if;
end $$;
grant execute on function duty.feed_token_open(text, boolean) to duty_app;
