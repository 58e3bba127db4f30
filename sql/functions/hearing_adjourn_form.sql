-- The page of the "Hoãn" button: puts a hearing off, breaks it off, or says that it was held or
-- cancelled. It shows until when each law allows, counted from today; law is the one of the docket
-- number. p_state: what is chosen to begin with.
create or replace function duty.hearing_adjourn_form(p_hearing_id text, p_state text) returns jsonb
language plpgsql stable set search_path = duty, pg_temp as $$
declare
    v_id constant bigint := arg_int('hearing_id', p_hearing_id, true);
    v_states constant text[] := array['adjourned', 'suspended', 'held', 'cancelled'];
    v_form jsonb;
begin
    select jsonb_build_object('hearing_id', h.hearing_id, 'code', l.code, 'court', o.name,
            'date', h.starts::date, 'time', to_char(h.starts, 'HH24:MI'),
            'end_time', to_char(h.ends, 'HH24:MI'), 'state', h.state,
            'form', jsonb_build_object('state', arg_choice('state', p_state, v_states, 'adjourned'),
                'decided_on', to_char(coalesce(h.decided_on, d.today), 'DD/MM/YYYY'),
                'law', coalesce(h.law, hearing_latest(l.code, null, d.today) ->> 'law'),
                'reason', h.reason, 'date', '', 'time', to_char(h.starts, 'HH24:MI'), 'room', h.room,
                'version', coalesce(h.version, 0)::text),
            'options', jsonb_build_object('state', options(v_states), 'law', (
                select coalesce(jsonb_agg(hearing_latest(l.code, r.key, coalesce(h.decided_on, d.today))
                    || jsonb_build_object('value', r.key, 'word', substring(r.key from 9))
                    order by r.unit, r.value desc, r.key), '[]')
                from rule r where r.key like 'adjourn.%' and r.valid @> d.today)))
        into v_form
        from hearing h
        join legal_case l on l.center_id = h.center_id and l.case_id = h.case_id
        join org_unit o on o.center_id = l.center_id and o.org_id = l.court_id
        cross join lateral (select duty.today(h.zone) as today) d
        where h.center_id = current_center() and h.hearing_id = v_id;
    if v_form is null then
        perform fail('error.not_found', 'DU404');
    end if;
    return v_form;
end $$;
grant execute on function duty.hearing_adjourn_form(text, text) to duty_app;
