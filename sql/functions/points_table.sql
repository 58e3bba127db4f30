-- Everybody's points of one kind (null: of all kinds) in the months from p_from up to p_to, the fair
-- part, and what is above or below it: in those months and since the ledger was begun. load: percent
-- of a full load in those months, over the days of the months.
create or replace function duty.points_table(p_kind text, p_from date, p_to date)
    returns table (provider_id bigint, name text, class text, load integer, points integer,
        fair integer, excess integer, balance integer)
language plpgsql stable set search_path = duty, pg_temp as $$
declare
    v_first date;
    v_last date;
begin
    select least(min(month), p_from), greatest((max(month) + interval '1 month')::date, p_to)
        into v_first, v_last from ledger_month where center_id = current_center();
    return query
    with part as materialized (
        select a.provider_id, sum(a.points) as points, sum(a.fair) as fair
        from ledger_account(p_from, p_to) a
        where p_kind is null or a.point_kind = p_kind group by 1
    ), whole as materialized (
        select a.provider_id, sum(a.points - a.fair) as balance
        from ledger_account(v_first, v_last) a
        where p_kind is null or a.point_kind = p_kind group by 1
    ), borne as materialized (
        select l.provider_id, sum(l.load) as load from ledger_load(p_from, p_to) l group by 1
    )
    select t.provider_id, t.name, t.class,
        round(coalesce(b.load, 0) / (p_to - p_from)::numeric)::integer,
        coalesce(p.points, 0)::integer, round(coalesce(p.fair, 0))::integer,
        round(coalesce(p.points - p.fair, 0))::integer, round(coalesce(w.balance, 0))::integer
    from staff() t
    left join part p on p.provider_id = t.provider_id
    left join whole w on w.provider_id = t.provider_id
    left join borne b on b.provider_id = t.provider_id
    where b.load > 0 or p.points <> 0;
end $$;
grant execute on function duty.points_table(text, date, date) to duty_app;
