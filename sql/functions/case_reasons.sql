-- Why a provider may not act in a case, for one party or, without p_party, for every client nobody
-- else is decided for. Each {key, who, role, reason, by_name}:
--  opposing, opposed_accused: has acted, or would act at once, for somebody of another side of the
--    same matter, at this or another instance (Law on Legal Aid 2017 art. 25; Criminal Procedure Code
--    art. 72(5)); at another instance a party is known by the name;
--  related: to a party or officer, took_part: is one of them (art. 72(4)). Names alone say so
--    (by_name): a person must look;
--  court: may not be objective at this court, or at the one it came from (provider_conflict).
-- Only functions with the rights of duty_guard call it; what they tell is case_conflicts().
create or replace function duty.case_reasons(
    p_case bigint, p_provider bigint, p_party bigint default null) returns jsonb
language plpgsql stable set search_path = duty, pg_temp as $$
begin
    return (
        with here as materialized (
            select party_id, role, side, name::text, name_key(name) as known, is_client
            from party where center_id = current_center() and case_id = p_case
        ), acting as (
            select h.* from here h
            where case when p_party is not null then h.party_id = p_party
                else h.is_client and not exists (select from case_acting(p_case) d
                    where d.party_id = h.party_id and d.provider_id <> p_provider) end
        ), acted as (
            select name_key(p.name) as known
            from case_family(p_case) f
            join party p on p.center_id = current_center() and p.case_id = f
            where case_acted(p.case_id, p.party_id, p_provider)
        ), people as (
            select role, name, known from here
            union all
            select role, name, name_key(name) from case_officer
            where center_id = current_center() and case_id = p_case
            union all
            select distinct 'judge', judge, name_key(judge) from hearing
            where center_id = current_center() and case_id = p_case and judge <> ''
        ), reason as (
            select distinct on (a.party_id) case when a.role in ('accused', 'held')
                    and b.role in ('accused', 'held') then 'opposed_accused' else 'opposing' end as key,
                a.name as who, a.role, null::text as reason, false as by_name
            from here a join acting b on b.side <> a.side
            where a.known in (select known from acted) or a.party_id in (select party_id from acting)
            union all
            select 'took_part', n.name, n.role, null, true
            from people n join staff() t on t.provider_id = p_provider
                and n.known = name_key(t.name)
            union all
            select 'related', n.name, n.role, k.reason, true
            from provider_conflict k
            join people n on n.known = name_key(k.person_name)
                or n.role = 'judge' and position(name_key(k.person_name) in n.known) > 0
            where k.center_id = current_center() and k.provider_id = p_provider
                and k.valid @> duty.today((select zone from center where center_id = current_center()))
            union all
            select 'court', o.name, null, k.reason, false
            from legal_case l
            join provider_conflict k on k.center_id = l.center_id and k.provider_id = p_provider
            join org_unit o on o.center_id = k.center_id and o.org_id = k.org_id
            join center c on c.center_id = k.center_id and k.valid @> duty.today(c.zone)
            where l.center_id = current_center() and l.case_id = p_case
                and org_at(k.org_id, duty.today(c.zone)) = org_at(l.court_id, duty.today(c.zone)))
        select coalesce(jsonb_agg(jsonb_strip_nulls(jsonb_build_object('key', key, 'who', who,
            'role', role, 'reason', reason, 'by_name', by_name)) order by by_name, key, who), '[]')
        from reason);
end $$;
grant execute on function duty.case_reasons(bigint, bigint, bigint) to duty_guard;
