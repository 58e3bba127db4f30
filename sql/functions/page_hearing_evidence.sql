-- Proof, for the case file and for pay, of when it was told that a hearing is not held as it was set
-- (adjourned, suspended, cancelled; or moved to another day): the decision, and to each person each
-- message with the hours it left, was taken and was delivered, and the confirmation. Who was not
-- reached before the hour of the hearing and came has worked (Circular 02/2021/TT-BTP art. 4 and 5);
-- the judge or clerk certifies that they came. A provider sees the own part.
create or replace function duty.page_hearing_evidence(p_hearing_id text) returns jsonb
language plpgsql stable set search_path = duty, pg_temp as $$
declare
    v_id constant bigint := arg_int('hearing_id', p_hearing_id, true);
    v_page jsonb;
begin
    select jsonb_build_object('hearing_id', h.hearing_id, 'code', l.code,
            'court', org_called(o, h.starts::date),
            'state', h.state, 'room', room_told(h.room), 'center', c.name,
            'made_at', wall(duty.now() at time zone c.zone), 'decided_on', h.decided_on,
            'pay_basis', (select legal_basis from rule where key = 'pay.session_minutes'
                and valid @> h.starts::date),
            'breaks', (
                select coalesce(jsonb_agg(hearing_break(g, h.zone) order by g.version desc), '[]')
                from hearing_change g
                where g.center_id = h.center_id and g.hearing_id = h.hearing_id
                    and g.severity = 'break' and g.before ->> 'state' = 'scheduled'
                    and (g.after ->> 'state' in ('adjourned', 'suspended', 'cancelled')
                        or g.before ->> 'date' <> g.after ->> 'date'
                        or g.before ->> 'time' <> g.after ->> 'time')))
        into v_page
        from hearing h
        join center c on c.center_id = h.center_id
        join legal_case l on l.center_id = h.center_id and l.case_id = h.case_id
        join org_unit o on o.center_id = l.center_id and o.org_id = l.court_id
        where h.center_id = current_center() and h.hearing_id = v_id;
    if v_page is null then
        perform fail('error.not_found', 'DU404');
    end if;
    return v_page;
end $$;
grant execute on function duty.page_hearing_evidence(text) to duty_app;
