-- One event of a provider's calendar by its uid, as the calendar shows it now, or as cancelled when it
-- has gone to somebody else: what an invitation mirrors. Null: never the provider's.
create or replace function duty.feed_event(p_provider bigint, p_uid text) returns jsonb
language sql stable set search_path = duty, pg_temp as $$
    select body::jsonb from feed_duties(current_center(), array(
        select assignment_id from assignment
        where center_id = current_center() and uid = p_uid and provider_id = p_provider))
    union all
    select body::jsonb from feed_hearings(current_center(), p_provider, array(
        select hearing_id from hearing where center_id = current_center() and uid = p_uid))
    limit 1
$$;
grant execute on function duty.feed_event(bigint, text) to duty_app, duty_guard;
