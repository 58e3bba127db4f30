-- What everybody could have been asked to bear: for each month from p_from up to p_to, the days on
-- which somebody's papers were valid, without long leave, weighed with the share of a full load
-- (percent-days). Leave is long when it lasts more days on end than ledger.long_leave_days says on
-- its first day; days of leave that touch count as one leave.
create or replace function duty.ledger_load(p_from date, p_to date)
    returns table (provider_id bigint, is_adviser boolean, month date, load integer)
language sql stable set search_path = duty, pg_temp as $$
    with leave as (
        select a.provider_id, unnest(range_agg(daterange(
            (lower(a.during) at time zone c.zone + interval '23:59:59')::date,
            greatest((lower(a.during) at time zone c.zone + interval '23:59:59')::date,
                (upper(a.during) at time zone c.zone)::date)))) as days
        from absence a join center c on c.center_id = a.center_id
        where a.center_id = current_center() and a.state = 'approved'
        group by a.provider_id
    ), long_leave as (
        select l.provider_id, range_agg(l.days) as days
        from leave l
        where upper(l.days) - lower(l.days) > rule_value('ledger.long_leave_days', lower(l.days))
        group by l.provider_id
    ), piece as (
        select p.provider_id, p.class = 'collaborator' as is_adviser, s.share,
            unnest(credential_days(p.provider_id) * datemultirange(daterange(p_from, p_to))
                * datemultirange(s.valid) - coalesce(l.days, '{}')) as days
        from provider p
        join provider_share s on s.center_id = p.center_id and s.provider_id = p.provider_id
        left join long_leave l on l.provider_id = p.provider_id
        where p.center_id = current_center()
    )
    select b.provider_id, b.is_adviser, m::date, sum(b.share * (
        least(upper(b.days), (m + interval '1 month')::date) - greatest(lower(b.days), m::date)))
    from piece b
    cross join lateral generate_series(date_trunc('month', lower(b.days)::timestamp),
        upper(b.days)::timestamp - interval '1 day', interval '1 month') m
    group by 1, 2, 3
$$;
grant execute on function duty.ledger_load(date, date) to duty_app, duty_guard;
