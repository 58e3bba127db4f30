-- Why a duty is whose it is, as written down when the choice was made: the engine's reason, the hand
-- that made the change, the swap, or the dropout it repairs. For the person themselves and for the
-- office. The person reads how many others were kept out, never by what: that is the others' affair.
create or replace function duty.page_why(p_assignment_id text) returns jsonb
language plpgsql stable set search_path = duty, pg_temp as $$
declare
    v_center constant bigint := current_center();
    v_office constant boolean := current_actor() <> 'provider';
    v assignment;
begin
    select * into v from assignment where center_id = v_center
        and assignment_id = arg_int('assignment_id', p_assignment_id, true);
    if not found or not v_office and v.provider_id <> current_provider() then
        perform fail('error.not_found', 'DU404');
    end if;
    return jsonb_build_object('duty', swap_duty(v.assignment_id),
        'name', (select name from staff() where provider_id = v.provider_id),
        'is_mine', coalesce(v.provider_id = current_provider(), false), 'is_office', v_office,
        'is_withdrawn', v.state = 'withdrawn', 'decided', v.reason ->> 'decided',
        'eligible', v.reason -> 'eligible', 'swap', v.reason -> 'swap',
        'from', (select name from staff()
            where provider_id = coalesce(v.reason ->> 'from', v.reason ->> 'instead_of')::bigint),
        'by', (select n.full_name from account a
            join person n on n.center_id = a.center_id and n.person_id = a.person_id
            where a.center_id = v_center and a.account_id = (v.reason ->> 'by')::bigint),
        'kept_out', (select nullif(sum(e.value::integer), 0)
            from jsonb_each_text(v.reason -> 'excluded') e),
        'excluded', case when v_office then (
            select coalesce(jsonb_agg(jsonb_build_object('rule', x.rule, 'count', x.n)
                order by x.n desc, x.rule), '[]')
            from (select shown_code(e.key) as rule, sum(e.value::integer) as n
                  from jsonb_each_text(v.reason -> 'excluded') e group by 1) x) end,
        'next', case when v_office then (
            select coalesce(jsonb_agg(jsonb_build_object('name', t.name, 'more', x -> 'more')
                order by (x ->> 'more')::bigint), '[]')
            from jsonb_array_elements(v.reason -> 'next') x
            join staff() t on t.provider_id = (x ->> 'provider')::bigint) end,
        'versions', why_versions(v.shift_id, v.provider_id),
        'can_swap', may('swap.write') and v.state = 'published'
            and (v_office and may('swap.approve') or v.provider_id = current_provider())
            and upper((assignment_shift(v.assignment_id)).during) > duty.now());
end $$;
grant execute on function duty.page_why(text) to duty_app;
