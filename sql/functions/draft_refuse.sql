-- Ends the call with the sentence of the rule that keeps somebody from a shift. is_own among its
-- arguments: the rule may be overruled in writing.
create or replace function duty.draft_refuse(p_shift bigint, p_provider bigint, p_hit jsonb)
    returns void
language plpgsql stable set search_path = duty, pg_temp as $$
declare
    v_words constant jsonb := barrier_words(p_shift, p_hit);
    v_name constant text := (select name from staff() where provider_id = p_provider);
begin
    perform fail('because.' || (v_words ->> 'sentence'), 'DU409', p_value => v_name,
        p_args => v_words || jsonb_build_object('name', v_name));
end $$;
grant execute on function duty.draft_refuse(bigint, bigint, jsonb) to duty_app;
