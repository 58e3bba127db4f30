-- A version of a month as it was: every shift with its people, posts and courts by the names they
-- had on that day.
create or replace function duty.page_version(p_month text, p_version text) returns jsonb
language plpgsql stable set search_path = duty, pg_temp as $$
declare
    v_month constant date := arg_month('month', p_month, true);
    v_version constant integer := arg_int('version', p_version, true);
    v_page jsonb;
begin
    select jsonb_build_object('month', to_char(v_month, 'YYYY-MM'), 'version', v.version,
            'at', wall(v.published_at at time zone c.zone), 'by', p.full_name, 'note', v.note,
            'hash', v.hash, 'overruling', v.overruling, 'gaps', v.gaps, 'undoes', v.undoes,
            'is_newest', v.version = r.version, 'shifts', v.content)
        into v_page
        from roster r
        join center c on c.center_id = r.center_id
        join roster_version v on v.center_id = r.center_id and v.roster_id = r.roster_id
        left join account a on a.center_id = v.center_id and a.account_id = v.published_by
        left join person p on p.center_id = a.center_id and p.person_id = a.person_id
        where r.center_id = current_center() and lower(r.period) = v_month
            and v.version = v_version;
    if v_page is null then
        perform fail('error.not_found', 'DU404');
    end if;
    return v_page;
end $$;
grant execute on function duty.page_version(text, text) to duty_app;
