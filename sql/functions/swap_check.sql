-- Refuses a swap that a hard rule forbids, with a sentence that names whom and why. One provider
-- never learns why another is barred: it may be a conflict of interest or an illness.
create or replace function duty.swap_check(p_swap duty.swap, p_taker bigint) returns void
language plpgsql set search_path = duty, pg_temp as $$
declare
    v record;
begin
    select b.rule, b.barred_id, t.name into v
        from swap_barriers(p_swap, array[p_taker]) b
        join staff() t on t.provider_id = b.barred_id
        where b.rule is not null;
    if found then
        perform fail(case when may('swap.approve') or v.barred_id = current_provider()
            then 'barred.' || v.rule else 'barred.other' end, 'DU409', p_value => v.name,
            p_args => jsonb_build_object('name', v.name));
    end if;
end $$;
grant execute on function duty.swap_check(duty.swap, bigint) to duty_app;
