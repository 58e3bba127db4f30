-- After several changes in one step: two of them may forbid each other, which is refused. What was
-- overruled in writing was looked at before.
create or replace function duty.draft_check(p_added jsonb) returns void
language plpgsql stable set search_path = duty, pg_temp as $$
declare
    v record;
    v_hit jsonb;
begin
    for v in
        select * from jsonb_to_recordset(p_added) x(shift bigint, provider bigint, reason jsonb)
        where reason -> 'overruled' is null
    loop
        v_hit := duty_barrier_facts(v.shift, v.provider);
        if v_hit is not null then
            perform draft_refuse(v.shift, v.provider, v_hit);
        end if;
    end loop;
end $$;
grant execute on function duty.draft_check(jsonb) to duty_app;
