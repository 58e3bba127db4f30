-- The calendar of a provider, post, court or police body, or (p_kind center, p_subject null) of the
-- Centre; made when it is asked for first. Who may have it is the caller's to ask.
create or replace function duty.feed_of(p_kind text, p_subject bigint) returns bigint
language plpgsql set search_path = duty, pg_temp as $$
declare
    v_id bigint;
begin
    insert into feed (center_id, kind, provider_id, post_id, org_id, changed_at)
        values (current_center(), p_kind, case p_kind when 'provider' then p_subject end,
            case p_kind when 'post' then p_subject end,
            case p_kind when 'body' then p_subject end, duty.now())
        on conflict do nothing returning feed_id into v_id;
    if v_id is null then
        select feed_id into v_id from feed
            where center_id = current_center() and kind = p_kind
                and coalesce(provider_id, post_id, org_id) is not distinct from p_subject;
    end if;
    return v_id;
end $$;
grant execute on function duty.feed_of(text, bigint) to duty_app;
