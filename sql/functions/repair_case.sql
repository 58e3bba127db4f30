-- Who drops out, and when: by a recorded absence, or named by person and days (to: that day
-- included; empty: the same as from; from empty: today). What is over is not asked about. months:
-- those in which they lose duties; month: the one to repair now, the first unless named. Null when
-- nobody is named.
create or replace function duty.repair_case(
    p_absence text, p_provider text, p_from text, p_to text, p_month text) returns jsonb
language plpgsql stable set search_path = duty, pg_temp as $$
declare
    v_absence constant bigint := arg_int('absence', p_absence);
    v_provider bigint := arg_int('provider', p_provider);
    v_month constant date := arg_month('month', p_month);
    v_zone constant text := (select zone from center where center_id = current_center());
    v_from constant date := coalesce(arg_date('from', p_from), duty.today(v_zone));
    v_to constant date := greatest(v_from, arg_date('to', p_to));
    v_during tstzrange := tstzrange(v_from::timestamp at time zone v_zone,
        (v_to + 1)::timestamp at time zone v_zone);
begin
    if v_absence is not null then
        select provider_id, during into v_provider, v_during from absence
            where center_id = current_center() and absence_id = v_absence;
    end if;
    if v_provider is null and v_absence is null then
        return null;
    elsif not exists (select from staff() where provider_id = v_provider) then
        perform fail('error.not_found', 'DU404');
    end if;
    v_during := v_during * tstzrange(duty.now(), null);
    return (
        with lost as materialized (
            select r.roster_id, r.period, count(*) as n
            from roster r
            cross join lateral draft_rows(r.roster_id) d
            join shift s on s.center_id = r.center_id and s.shift_id = d.shift_id
            where r.center_id = current_center() and d.provider_id = v_provider
                and r.period && daterange((lower(v_during) at time zone v_zone)::date - 2,
                    (upper(v_during) at time zone v_zone)::date + 2)
                and s.during && v_during
            group by r.roster_id, r.period
        ), chosen as (
            select * from lost where v_month is null or lower(period) = v_month
            order by period limit 1)
        select jsonb_build_object('provider', v_provider, 'absence', v_absence, 'during', v_during,
            'name', (select name from staff() where provider_id = v_provider),
            'from', wall(lower(v_during) at time zone v_zone),
            'to', wall(upper(v_during) at time zone v_zone - interval '1 minute'),
            'roster_id', (select roster_id from chosen),
            'month', (select to_char(lower(period), 'YYYY-MM') from chosen),
            'months', (select coalesce(jsonb_agg(jsonb_build_object(
                    'month', to_char(lower(period), 'YYYY-MM'), 'n', n,
                    'current', roster_id = (select roster_id from chosen)) order by period), '[]')
                from lost)));
end $$;
grant execute on function duty.repair_case(text, text, text, text, text) to duty_app;
