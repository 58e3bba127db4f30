-- The first hard rule that keeps somebody from a shift, with what it saw: the rules, their order and
-- their facts as docs/roster-rules.md has them. Null: they may stand it. Judged against hearings,
-- absences and the duties of duty_others, which says what the last two are for.
create or replace function duty.duty_barrier_facts(
    p_shift bigint, p_provider bigint, p_without bigint[] default '{}',
    p_published boolean default false) returns jsonb
language plpgsql stable set search_path = duty, pg_temp as $$
begin
    return coalesce(barrier_person(p_shift, p_provider), barrier_busy(p_shift, p_provider),
        barrier_duties(p_shift, p_provider, p_without, p_published),
        barrier_counts(p_shift, p_provider, p_without, p_published),
        barrier_weekly_rest(p_shift, p_provider, p_without, p_published));
end $$;
grant execute on function duty.duty_barrier_facts(bigint, bigint, bigint[], boolean) to duty_app;
