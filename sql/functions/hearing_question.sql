-- The number by which a reply names a provider's next question: the following one of 10 to 99 that none of
-- their open questions has; null when all are taken.
create or replace function duty.hearing_question(p_provider bigint) returns integer
language sql stable set search_path = duty, pg_temp as $$
    select 10 + (q.n + i)::integer % 90
    from (select count(*) as n from hearing_confirm
          where center_id = current_center() and provider_id = p_provider) q,
        generate_series(0, 89) i
    where not exists (select from hearing_confirm f where f.center_id = current_center()
        and f.provider_id = p_provider and f.ended_at is null and f.reply_number = 10 + (q.n + i) % 90)
    order by i limit 1
$$;
grant execute on function duty.hearing_question(bigint) to duty_guard;
