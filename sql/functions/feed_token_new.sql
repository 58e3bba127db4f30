-- A new private calendar address for the provider signed in. Only the hash of its token is kept.
create or replace function duty.feed_token_new(p_token_hash text, p_name text) returns jsonb
language plpgsql set search_path = duty, pg_temp as $$
begin
    if current_provider() is null then
        perform fail('error.forbidden', 'DU403');
    end if;
    insert into feed_token (center_id, token_hash, provider_id, name, created_at)
        values (current_center(), p_token_hash, current_provider(),
            coalesce(arg_text('name', p_name, 100), '-'), duty.now());
    perform audit_add('feed.new', 'provider', current_provider()::text,
        jsonb_build_object('name', p_name));
    return jsonb_build_object('created', true);
end $$;
grant execute on function duty.feed_token_new(text, text) to duty_app;
