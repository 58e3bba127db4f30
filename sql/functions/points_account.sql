-- One account as its page shows it: points by kind of a year (empty: this one), what is fair, where
-- the group stands, the balance since the ledger was begun, the shares of a full load there were, and
-- every entry of the year.
create or replace function duty.points_account(p_provider bigint, p_year text) returns jsonb
language plpgsql stable set search_path = duty, pg_temp as $$
declare
    v_center constant bigint := current_center();
    v_year integer := arg_int('year', p_year, p_min => 2000, p_max => 2199);
    v_who record;
    v_result jsonb;
begin
    select t.provider_id, t.name, t.class, t.share into v_who from staff() t
        where t.provider_id = p_provider;
    if not found then
        return null;
    end if;
    v_year := coalesce(v_year, (select extract(year from today(zone)) from center
        where center_id = v_center));
    select jsonb_build_object('provider_id', v_who.provider_id, 'name', v_who.name,
            'class', v_who.class, 'share', v_who.share, 'year', v_year,
            'years', (select coalesce(jsonb_agg(jsonb_build_object('year', y, 'is_shown', y = v_year)
                    order by y), '[]')
                from (select extract(year from month)::integer as y from ledger_month
                      where center_id = v_center and provider_id = p_provider
                      union select v_year) years(y)),
            'shares', (select jsonb_agg(jsonb_build_object('share', share, 'from', lower(valid))
                    order by valid)
                from provider_share where center_id = v_center and provider_id = p_provider
                having count(*) > 1),
            'kinds', coalesce(jsonb_agg(to_jsonb(o) || jsonb_build_object('balance', b.excess,
                'lowest', b.lowest, 'average', b.average, 'highest', b.highest) order by o.place), '[]'),
            'entries', points_entries(p_provider, make_date(v_year, 1, 1),
                make_date(v_year + 1, 1, 1)))
        into v_result
        from ledger_own(p_provider, make_date(v_year, 1, 1), make_date(v_year + 1, 1, 1)) o
        join ledger_own(p_provider, null, null) b on b.point_kind = o.point_kind;
    return v_result;
end $$;
grant execute on function duty.points_account(bigint, text) to duty_app;
