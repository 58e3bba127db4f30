-- The first hard rule that keeps somebody from a shift, with what it saw: the rules, their order and
-- their facts as docs/roster-rules.md has them. Null: they may stand it. Judged against hearings,
-- absences and the duties of duty_others, which says what the last two are for.
create or replace function duty.duty_barrier_facts(
    p_shift bigint, p_provider bigint, p_without bigint[] default '{}',
    p_published boolean default false) returns jsonb
language plpgsql stable set search_path = duty, pg_temp as $$
declare
    v_barrier jsonb := coalesce(barrier_person(p_shift, p_provider), barrier_busy(p_shift, p_provider));
    v_others shift[];
begin
    if v_barrier is null then
        v_others := array(select o from duty_others(p_shift, p_provider, p_without, p_published) o);
        v_barrier := coalesce(barrier_duties(p_shift, v_others),
            barrier_counts(p_shift, p_provider, v_others),
            barrier_weekly_rest(p_shift, v_others));
    end if;
    return v_barrier;
end $$;
grant execute on function duty.duty_barrier_facts(bigint, bigint, bigint[], boolean) to duty_app;
