-- One account by kind in the months from p_from up to p_to (null: since it was begun, and as far as
-- duties are published): own points, the fair part, and the least, the average and the most that
-- anybody of the same group is above or below theirs, without names. For oneself and for those who
-- lead; nobody else gets anything. Runs as duty_guard, because a provider may not read the entries
-- of others, only what they add up to.
create or replace function duty.ledger_own(p_provider bigint, p_from date, p_to date)
    returns table (point_kind text, place bigint, points integer, fair integer, excess integer,
        lowest integer, average integer, highest integer)
language plpgsql stable security definer set search_path = duty, pg_temp as $$
declare
    v_from date := p_from;
    v_to date := p_to;
begin
    if p_provider is distinct from current_provider() 
            and current_actor() not in ('coordinator', 'director', 'administrator') then
        return;
    end if;
    select coalesce(p_from, min(month)),
            coalesce(p_to, (max(month) + interval '1 month')::date) into v_from, v_to
        from ledger_month where center_id = current_center();
    return query
    with account as materialized (
        select l.point_kind as kind, l.provider_id, l.points, l.fair
        from ledger_account(v_from, v_to) l
        join provider p on p.center_id = current_center() and p.provider_id = l.provider_id
        where (p.class = 'collaborator') = (select class = 'collaborator' from provider
            where center_id = current_center() and provider_id = p_provider)
    )
    select x.kind, x.i, round(coalesce(sum(a.points) filter (where a.provider_id = p_provider), 0))::integer,
        round(coalesce(sum(a.fair) filter (where a.provider_id = p_provider), 0))::integer,
        round(coalesce(sum(a.points - a.fair) filter (where a.provider_id = p_provider), 0))::integer,
        coalesce(round(min(a.points - a.fair)), 0)::integer,
        coalesce(round(avg(a.points - a.fair)), 0)::integer,
        coalesce(round(max(a.points - a.fair)), 0)::integer
    from unnest(point_kinds())
        with ordinality x(kind, i)
    left join account a on a.kind = x.kind
    group by 1, 2;
end $$;
alter function duty.ledger_own(bigint, date, date) owner to duty_guard;
grant execute on function duty.ledger_own(bigint, date, date) to duty_app;
