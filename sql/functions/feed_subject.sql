-- The calendar a form asks an address for: provider (the own), post:N, body:N, or center. An account of
-- a court or police body has its own body's and no other; providers have their own.
create or replace function duty.feed_subject(p_subject text) returns bigint
language plpgsql set search_path = duty, pg_temp as $$
declare
    v_center constant bigint := current_center();
    v_actor constant text := current_actor();
    v_kind constant text := split_part(p_subject, ':', 1);
    v_id constant text := split_part(p_subject, ':', 2);
begin
    if v_actor in ('clerk', 'police') then
        return feed_of('body', current_org());
    elsif v_kind = 'provider' and current_provider() is not null then
        return feed_of('provider', current_provider());
    elsif v_kind = 'provider' or v_actor = 'provider' then
        perform fail('error.forbidden', 'DU403');
    elsif p_subject = 'center' then
        return feed_of('center', null);
    elsif v_kind = 'post' and exists (select from duty_post
            where center_id = v_center and post_id::text = v_id) then
        return feed_of('post', v_id::bigint);
    elsif v_kind = 'body' and exists (select from list_served() where org_id::text = v_id) then
        return feed_of('body', v_id::bigint);
    end if;
    perform fail('error.field.choice', p_field => 'subject', p_value => p_subject);
    return null;
end $$;
grant execute on function duty.feed_subject(text) to duty_app;
