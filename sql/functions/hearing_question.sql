-- The number by which a reply names a provider's next question: of 10 to 99 the one that follows the
-- number given last and that none of their open questions has, so that a late reply to an old question
-- meets no new one for long; null when all are taken.
create or replace function duty.hearing_question(p_provider bigint) returns integer
language plpgsql stable set search_path = duty, pg_temp as $$
declare
    v_last constant integer := (select reply_number from hearing_confirm
        where center_id = current_center() and provider_id = p_provider and reply_number is not null
        order by asked_at desc limit 1);
    v_open constant integer[] := array(select reply_number from hearing_confirm
        where center_id = current_center() and provider_id = p_provider and ended_at is null
            and reply_number is not null);
begin
    return (select n from generate_series(0, 89) i, lateral (select 10 + (coalesce(v_last, 9) - 9 + i) % 90) l (n)
        where n <> all (v_open) order by i limit 1);
end $$;
grant execute on function duty.hearing_question(bigint) to duty_guard;
