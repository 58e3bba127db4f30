-- The channels a person can be told on by a policy, first first: those with a verified address that
-- nothing has come back from. What the person prefers comes first.
create or replace function duty.notice_channels(p_person bigint, p_policy duty.notice_policy)
    returns text[]
language sql stable set search_path = duty, pg_temp as $$
    select array(
        select c.channel::text from unnest(p_policy.channels) with ordinality c(channel, n)
        where exists (select from contact k where k.center_id = current_center()
            and k.person_id = p_person and k.channel = c.channel and k.verified_at is not null
            and not suppressed(k.center_id, k.channel, k.address))
        order by c.channel is distinct from (select prefers from notice_choice
            where center_id = current_center() and person_id = p_person), c.n)
$$;
grant execute on function duty.notice_channels(bigint, duty.notice_policy) to duty_guard;
