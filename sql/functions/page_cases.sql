-- The cases, those heard next first, fifty to a page. show: all, coming, or nobody (a coming hearing
-- without anybody to appear) or undecided (without an assignment decision). q looks into docket
-- number, legal-aid file, court and lawyer; never into the names of parties, for q stands in an address.
create or replace function duty.page_cases(p_q text, p_show text, p_offset text) returns jsonb
language plpgsql stable set search_path = duty, pg_temp as $$
declare
    v_center constant bigint := current_center();
    v_q constant text := lower(arg_text('q', p_q, 100));
    v_show constant text := arg_choice('show', p_show,
        array['all', 'coming', 'nobody', 'undecided'], 'all');
    v_offset constant bigint := coalesce(arg_int('offset', p_offset), 0);
    v_now timestamp;
    v_page jsonb;
begin
    select duty.now() at time zone zone into v_now from center where center_id = v_center;
    with coming as (
        select h.case_id, min(h.starts) as next, count(*) as n, bool_or(not exists (
            select from appearance a where a.center_id = v_center and a.hearing_id = h.hearing_id
                and a.state <> 'released')) as nobody
        from hearing h
        where h.center_id = v_center and h.state = 'scheduled' and h.starts >= v_now
        group by h.case_id
    ), decided as (
        select distinct on (d.case_id) d.case_id, d.number
        from assignment_decision d
        where d.center_id = v_center and not exists (select from assignment_decision x
            where x.center_id = v_center and x.replaces = d.decision_id)
        order by d.case_id, d.decision_id desc
    ), found as materialized (
        select l.case_id, l.code, l.aid_code, o.name as court, t.name as provider, d.number, c.next,
            c.n, coalesce(c.nobody, false) as nobody,
            c.n is not null and d.number is null as undecided
        from legal_case l
        join org_unit o on o.center_id = l.center_id and o.org_id = l.court_id
        left join coming c on c.case_id = l.case_id
        left join decided d on d.case_id = l.case_id
        left join staff() t on t.provider_id = l.provider_id
        where l.center_id = v_center and (v_q is null or position(v_q in
            lower(concat_ws(' ', l.code, l.aid_code, o.name, t.name))) > 0)
    ), shown as materialized (
        select * from found where case v_show when 'coming' then n is not null
            when 'nobody' then nobody when 'undecided' then undecided else true end)
    select jsonb_build_object('total', (select count(*) from shown),
            'nobody_n', count(*) filter (where nobody),
            'undecided_n', count(*) filter (where undecided),
            'cases', (
                select coalesce(jsonb_agg(jsonb_build_object('case_id', s.case_id, 'code', s.code,
                    'aid_code', s.aid_code, 'court', s.court, 'provider', s.provider,
                    'number', s.number, 'next', wall(s.next), 'n', s.n, 'nobody', s.nobody,
                    'undecided', s.undecided) order by s.next, s.case_id desc), '[]')
                from (select * from shown order by next, case_id desc limit 50 offset v_offset) s))
        into v_page from found;
    return v_page || jsonb_build_object('form', jsonb_build_object('q', p_q, 'show', v_show),
        'options', jsonb_build_object('show', options(array['all', 'coming', 'nobody', 'undecided'])),
        'prev_offset', case when v_offset > 0 then greatest(v_offset - 50, 0) end,
        'next_offset', case when (v_page ->> 'total')::bigint > v_offset + 50
            then v_offset + 50 end);
end $$;
grant execute on function duty.page_cases(text, text, text) to duty_app;
