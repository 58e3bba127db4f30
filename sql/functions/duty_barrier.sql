-- The code of the first hard rule that keeps somebody from a shift (duty_barrier_facts), or null;
-- why.CODE is its sentence.
create or replace function duty.duty_barrier(
    p_shift bigint, p_provider bigint, p_without bigint[] default '{}',
    p_published boolean default false) returns text
language sql stable set search_path = duty, pg_temp as $$
    select duty_barrier_facts(p_shift, p_provider, p_without, p_published) ->> 'rule'
$$;
grant execute on function duty.duty_barrier(bigint, bigint, bigint[], boolean) to duty_app;
