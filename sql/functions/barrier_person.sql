-- The rules of the person alone: conflict of interest, class, skills, and papers that cover all of
-- the duty. Law on Legal Aid 2017 art. 17-19, 24, 25. Null: none.
create or replace function duty.barrier_person(p_shift bigint, p_provider bigint) returns jsonb
language plpgsql stable set search_path = duty, pg_temp as $$
begin
    return (
        select jsonb_build_object('rule', r.rule)
        from shift s
        join duty_post d on d.center_id = s.center_id and d.post_id = s.post_id
        join provider p on p.center_id = s.center_id and p.provider_id = p_provider
        cross join lateral (select case
            when conflict_bars(p_provider, s.post_id, shift_days(s.starts, s.ends)) then 'conflict'
            when p.class = 'collaborator' and d.kind <> 'hotline' then 'class'
            when not s.skills <@ array(select skill from provider_skill k
                where k.center_id = p.center_id and k.provider_id = p.provider_id) then 'skill'
            when not credential_days(p_provider) @> shift_days(s.starts, s.ends)
                then 'credential' end as rule) r
        where s.center_id = current_center() and s.shift_id = p_shift and r.rule is not null);
end $$;
grant execute on function duty.barrier_person(bigint, bigint) to duty_app;
