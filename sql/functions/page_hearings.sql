-- Hearings of a span of days (empty: from today, thirty days), fifty to a page, or a thousand when
-- all of them are wanted, to print. q looks into the docket number, room, judge and provider; mine:
-- only where whoever asks appears; flag: clash, late, nobody or silent. A provider sees the own
-- ones alone (row policies).
create or replace function duty.page_hearings(
    p_from text, p_to text, p_court text, p_q text, p_offset text, p_state text default '',
    p_flag text default '', p_mine text default '', p_all text default '') returns jsonb
language plpgsql stable set search_path = duty, pg_temp as $$
declare
    v_states constant text[] := array['scheduled', 'adjourned', 'suspended', 'held', 'cancelled'];
    v_flags constant text[] := array['clash', 'late', 'nobody', 'silent'];
    v_from date := arg_date('from', p_from);
    v_to date := arg_date('to', p_to);
    v_court constant bigint := arg_int('court', p_court);
    v_q constant text := lower(arg_text('q', p_q, 100));
    v_offset constant bigint := coalesce(arg_int('offset', p_offset), 0);
    v_state constant text := arg_choice('state', p_state, v_states);
    v_flag constant text := arg_choice('flag', p_flag, v_flags);
    v_is_all constant boolean := coalesce(p_all, '') <> '';
    v_limit constant integer := case when v_is_all then 1000 else 50 end;
    v_zone text;
    v_found jsonb;
begin
    select zone into v_zone from center where center_id = current_center();
    v_from := coalesce(v_from, duty.today(v_zone));
    v_to := greatest(coalesce(v_to, v_from + 30), v_from);
    with found as materialized (
        select *
        from hearing_rows(v_from, v_to + 1, v_court)
        where (v_state is null or state = v_state)
            and (coalesce(p_mine, '') = '' or current_provider() = any (providers))
            and case v_flag when 'clash' then clash and state = 'scheduled'
                when 'late' then late is not null when 'silent' then silent
                when 'nobody' then providers is null and state = 'scheduled' else true end
            and (v_q is null or position(v_q in words) > 0))
    select jsonb_build_object('total', (select count(*) from found),
            'counts', (select coalesce(jsonb_object_agg(state, n), '{}')
                from (select state, count(*) as n from found group by state) s),
            'clashes', (select count(*) from found where clash and state = 'scheduled'),
            'has_clashes', exists (select from found where clash and state = 'scheduled'),
            'hearings', coalesce(jsonb_agg(to_jsonb(f) - '{starts,providers,words}'::text[]
                order by starts, court collate "vi-x-icu", code, hearing_id), '[]'))
        into v_found
        from (select * from found order by starts, court collate "vi-x-icu", code, hearing_id
              limit v_limit offset v_offset) f;
    return v_found || jsonb_build_object('form', jsonb_build_object('from', v_from, 'to', v_to,
            'court', v_court::text, 'q', p_q, 'state', v_state, 'flag', v_flag, 'mine', p_mine),
        'court_name', (select name from org_unit
            where center_id = current_center() and org_id = v_court),
        'options', jsonb_build_object('court', courts(), 'state', options(v_states),
            'flag', options(v_flags)),
        'prev_offset', case when v_offset > 0 then greatest(v_offset - v_limit, 0) end,
        'next_offset', case when (v_found ->> 'total')::bigint > v_offset + v_limit
            then v_offset + v_limit end,
        'is_all', v_is_all,
        'can_be_mine', current_actor() <> 'provider' and current_provider() is not null,
        'can_write', may('hearing.write'), 'can_import', may('hearing.import'));
end $$;
grant execute on function duty.page_hearings(text, text, text, text, text, text, text, text, text)
    to duty_app;
