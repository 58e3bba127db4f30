-- Why somebody stands a duty that people, not the engine, gave them, as it is stored with the draft:
-- who decided and when, how many could have stood it, and which rules kept the others out, judged
-- before the change. p_decided: the word for it, decided.WORD.
create or replace function duty.draft_reason(
    p_shift bigint, p_provider bigint, p_decided text) returns jsonb
language plpgsql stable set search_path = duty, pg_temp as $$
begin
    return (
        with judged as materialized (
            select duty_barrier(p_shift, t.provider_id) as rule
            from staff() t
            where t.is_here and t.provider_id <> p_provider
        ), counted as (
            select rule, count(*) as n from judged where rule is not null group by rule)
        select jsonb_build_object('decided', p_decided, 'by', current_account(),
            'at', wall(duty.now() at time zone c.zone),
            'eligible', (select count(*) from judged where rule is null) + 1,
            'excluded', (select coalesce(jsonb_object_agg(rule, n), '{}') from counted))
        from center c where c.center_id = current_center());
end $$;
grant execute on function duty.draft_reason(bigint, bigint, text) to duty_app;
