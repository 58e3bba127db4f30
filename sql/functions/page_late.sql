-- Late notices of a month (empty: this one) by agency, for those who lead: what to take up with whom.
create or replace function duty.page_late(p_month text) returns jsonb
language plpgsql stable set search_path = duty, pg_temp as $$
declare
    v_month date := arg_month('month', p_month);
    v_agencies jsonb;
begin
    v_month := coalesce(v_month, (select date_trunc('month', duty.today(zone))::date
        from center where center_id = current_center()));
    v_agencies := late_counts(v_month, (v_month + interval '1 month')::date - 1);
    return jsonb_build_object('month', to_char(v_month, 'YYYY-MM'),
        'prev', to_char(v_month - interval '1 month', 'YYYY-MM'),
        'next', to_char(v_month + interval '1 month', 'YYYY-MM'), 'agencies', v_agencies,
        'hearings_n', (select coalesce(sum((a ->> 'hearings')::bigint), 0)
            from jsonb_array_elements(v_agencies) a),
        'late_n', (select coalesce(sum((a ->> 'late')::bigint), 0)
            from jsonb_array_elements(v_agencies) a),
        'rules', (
            select coalesce(jsonb_agg(jsonb_build_object('key', r.key, 'value', r.value,
                'unit', r.unit, 'legal_basis', r.legal_basis) order by r.key), '[]')
            from rule r where r.key like 'late.%' and r.valid @> v_month));
end $$;
grant execute on function duty.page_late(text) to duty_app;
