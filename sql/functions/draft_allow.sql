-- Judges one change of a draft by hand before it is made: shift p_shift passes to p_to. Returns what
-- was overruled, {} when nothing had to be; refuses what no writing can overrule. p_without: the
-- shifts p_to gives up in the same step.
create or replace function duty.draft_allow(
    p_shift bigint, p_to bigint, p_without bigint[], p_overruling text) returns jsonb
language plpgsql stable set search_path = duty, pg_temp as $$
declare
    v_hit jsonb;
begin
    if not exists (select from staff() where provider_id = p_to) then
        perform fail('error.field.choice', p_field => 'provider_id', p_value => p_to::text);
    end if;
    v_hit := duty_barrier_facts(p_shift, p_to, p_without);
    if v_hit is null then
        return '{}';
    end if;
    if p_overruling is null or not rule_is_own(v_hit ->> 'rule') then
        perform draft_refuse(p_shift, p_to, v_hit);
    end if;
    return jsonb_build_object('overruled', jsonb_build_object('rule', v_hit -> 'rule',
        'note', p_overruling));
end $$;
grant execute on function duty.draft_allow(bigint, bigint, bigint[], text) to duty_app;
